/// Requests as spans, for an OpenTelemetry collector: the one place that knows OpenTelemetry.
@NullMarked
package dev.stopwater.tracing;

import org.jspecify.annotations.NullMarked;
