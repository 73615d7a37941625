package dev.stopwater.machinery.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How Go declares a field, as far as the decoder's messages show it.
///
/// @param type such as `v1.RestartPolicy` or `[]v1.FinalizerName`, or null where it follows from
///   the schema
/// @param embeddedIn the embedded structs around the field, outermost first, such as `ProbeHandler`
public record GoField(@Nullable String type, List<String> embeddedIn) {

  public GoField {
    embeddedIn = List.copyOf(embeddedIn);
  }
}
