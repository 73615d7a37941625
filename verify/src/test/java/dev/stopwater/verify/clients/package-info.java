/// Programs that others wrote, each with a client library that others wrote, against a server of
/// ours in a process of its own.
package dev.stopwater.verify.clients;
