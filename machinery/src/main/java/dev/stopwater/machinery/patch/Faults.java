package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;

/// What clients are told of patches that cannot be read or applied.
final class Faults {

  private Faults() {}

  /// A JSON patch that can be read but not applied, whatever the reason.
  static StatusException rejected() {
    return new StatusException(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        StatusException.Details.NONE);
  }

  /// A body that is no JSON.
  static StatusException undecodable(String why) {
    return StatusException.badRequest("error decoding patch: " + why);
  }

  /// A body of the wrong shape, as Go's decoder puts it.
  ///
  /// @param target what it should have been, such as `Go value of type []string`
  static String mismatch(Value value, String target) {
    return "json: cannot unmarshal " + jsonType(value) + " into " + target;
  }

  private static String jsonType(Value value) {
    return switch (value) {
      case MapValue map -> "object";
      case ListValue list -> "array";
      case Text text -> "string";
      case Int number -> "number";
      case Real number -> "number";
      case Bool flag -> "bool";
      case Null none -> "null";
    };
  }
}
