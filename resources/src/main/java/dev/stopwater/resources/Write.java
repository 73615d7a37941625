package dev.stopwater.resources;

import dev.stopwater.resources.definition.Definition;
import org.jspecify.annotations.Nullable;

/// How a write is to be done, whatever it writes.
///
/// @param subresource empty for the object itself
/// @param dryRun everything but the store
/// @param as the kind in the group through which it is written, by whose rules it is judged; null
///   for that in which it is stored
public record Write(String subresource, boolean dryRun, Gate gate, @Nullable Definition as) {

  public Write(String subresource, boolean dryRun, Gate gate) {
    this(subresource, dryRun, gate, null);
  }

  /// The server's own write of a whole object.
  public static final Write OWN = new Write("", false, Gate.OPEN);

  public boolean status() {
    return subresource.equals("status");
  }
}
