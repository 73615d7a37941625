/// Ordered, versioned bytes: the contract that every store keeps, and nothing of Kubernetes.
@NullMarked
package dev.stopwater.store;

import org.jspecify.annotations.NullMarked;
