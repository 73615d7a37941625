package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;

/// What a client is told when a patch applies but what comes out cannot be decoded.
public final class PatchFaults {

  private PatchFaults() {}

  /// 422 about the field `patch`.
  ///
  /// @param shown the whole patched object as JSON; of a strategic merge patch, what
  ///   [StrategicMerge.Result#shown()] says
  /// @param why the decoder's complaint
  public static StatusException invalidResult(String shown, String why) {
    FieldErrors errors = new FieldErrors();
    errors.invalidText(Path.of("patch"), shown, why);
    return StatusException.invalid(new Resource("", ""), "", errors.all());
  }
}
