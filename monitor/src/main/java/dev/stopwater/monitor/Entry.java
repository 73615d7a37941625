package dev.stopwater.monitor;

import java.time.Instant;

/// What stands in the [Ring].
public sealed interface Entry permits Sample, Mark {
  Instant at();
}
