package dev.stopwater.resources;

/// How a write is to be done, whatever it writes.
///
/// @param subresource empty for the object itself
/// @param dryRun everything but the store
public record Write(String subresource, boolean dryRun, Gate gate) {

  /// The server's own write of a whole object.
  public static final Write OWN = new Write("", false, Gate.OPEN);

  public boolean status() {
    return subresource.equals("status");
  }
}
