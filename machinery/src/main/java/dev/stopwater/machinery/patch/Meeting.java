package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Type;
import org.jspecify.annotations.Nullable;

/// How two values of one field meet in a strategic merge.
///
/// @param type the field's type, or null where the schema knows nothing
/// @param strategy `merge`, `replace` or empty for the usual way
/// @param mergeKey what tells the elements of a list of maps apart, or null
record Meeting(@Nullable Type type, String strategy, @Nullable String mergeKey) {

  private static final Meeting UNKNOWN = new Meeting(null, "", null);

  /// The meeting of the values of `key` in a map of type `container`.
  static Meeting of(@Nullable Type container, String key) {
    return switch (container) {
      case Type.Struct struct -> {
        Field field = struct.schema().field(key);
        if (field == null) {
          throw StatusException.unknown(
              "unable to find api field in struct "
                  + struct.schema().shortName()
                  + " for the json field "
                  + GoQuote.quote(key));
        }
        yield new Meeting(field.type(), strategy(field), field.mergeKey());
      }
      case Type.MapOf map -> new Meeting(map.value(), "", null);
      case null, default -> UNKNOWN;
    };
  }

  private static String strategy(Field field) {
    return field.patchStrategies().stream()
        .filter(s -> !s.equals("retainKeys"))
        .findAny()
        .orElse("");
  }

  /// The type of the elements of a list, or null.
  @Nullable Type elementType() {
    return type instanceof Type.ListOf list ? list.item() : null;
  }

  boolean merges() {
    return strategy.equals("merge");
  }

  boolean replaces() {
    return strategy.equals("replace");
  }

  /// Refuses to order what is known to be no list.
  void requireList() {
    if (type != null && !(type instanceof Type.ListOf) && !(type instanceof Type.Struct)) {
      throw StatusException.unknown("expected slice or array type, but got: struct");
    }
  }
}
