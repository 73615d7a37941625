/// What a read costs on the heap, measured on whole servers within this process.
package dev.stopwater.verify.bytes;
