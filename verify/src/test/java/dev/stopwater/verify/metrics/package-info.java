/// Metrics as kube-apiserver shows them.
@NullMarked
package dev.stopwater.verify.metrics;

import org.jspecify.annotations.NullMarked;
