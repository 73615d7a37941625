package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;

/// What an object says that it is; empty where it does not say.
record TypeMeta(String kind, String apiVersion) {

  private static final String UNREADABLE = "couldn't get version/kind; json parse error: ";

  /// @throws DecodeException in upstream's words
  static TypeMeta read(MapValue object) {
    String kind = text(object, "kind");
    String apiVersion = text(object, "apiVersion");
    if (apiVersion.chars().filter(c -> c == '/').count() > 1) {
      throw new DecodeException("unexpected GroupVersion string: " + apiVersion, 0);
    }
    return new TypeMeta(kind, apiVersion);
  }

  private static String text(MapValue object, String key) {
    return switch (object.find(key)) {
      case Text text -> text.value();
      case Null nothing -> "";
      case null -> "";
      case Value other ->
          throw new DecodeException(
              UNREADABLE
                  + "json: cannot unmarshal "
                  + goType(other)
                  + " into Go struct field ."
                  + key
                  + " of type string",
              0);
    };
  }

  /// Upstream's words for a body that is no object.
  static String unreadable(Value value) {
    return UNREADABLE
        + "json: cannot unmarshal "
        + goType(value)
        + " into Go value of type struct { APIVersion string"
        + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
        + " \"json:\\\"kind,omitempty\\\"\" }";
  }

  private static String goType(Value value) {
    return switch (value) {
      case MapValue map -> "object";
      case ListValue list -> "array";
      case Text text -> "string";
      case Int number -> "number";
      case Real number -> "number";
      case Bool flag -> "bool";
      case Null nothing -> "null";
    };
  }
}
