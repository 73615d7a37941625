/// What we report of ourselves: metrics and log lines.
@NullMarked
package dev.stopwater.telemetry;

import org.jspecify.annotations.NullMarked;
