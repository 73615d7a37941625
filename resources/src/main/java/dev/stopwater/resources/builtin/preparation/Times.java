package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments as the API writes them: RFC 3339 in universal time, whole seconds.
final class Times {

  private Times() {}

  static Text of(Instant moment) {
    return new Text(moment.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
