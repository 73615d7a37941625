/// Objects that others wrote and published, put into a server of ours and read back.
package dev.stopwater.verify.manifests;
