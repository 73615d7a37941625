/// What a server's memory, threads and requests were in the last two days, and an alarm when one of
/// them only grows. Knows the ledger, and nothing of Kubernetes.
@NullMarked
package dev.stopwater.monitor;

import org.jspecify.annotations.NullMarked;
