/// Requests as spans, as a collector sees them.
package dev.stopwater.verify.tracing;
