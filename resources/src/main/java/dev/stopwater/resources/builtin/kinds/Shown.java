package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.schema.Type.Scalar;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;

/// What the wire shows of a field that holds Go's zero value, by the rule that holds for most
/// fields: OpenAPI declares a zero value as default where Go holds it by value and always prints
/// it.
final class Shown {

  private Shown() {}

  static WhenEmpty byRule(ApiField field, Type type) {
    return switch (type) {
      case Scalar scalar -> scalar(field, scalar);
      case Type.Struct struct -> isByValue(field) ? WhenEmpty.EMPTY_STRUCT : unlessNeeded(field);
      case Type.ListOf list -> field.required() ? WhenEmpty.NULL : WhenEmpty.OMITTED;
      case Type.MapOf map -> field.required() ? WhenEmpty.NULL : WhenEmpty.OMITTED;
    };
  }

  private static WhenEmpty scalar(ApiField field, Scalar scalar) {
    return switch (scalar) {
      case TIME, MICRO_TIME -> WhenEmpty.NULL; // a struct by value that prints itself
      case QUANTITY, INT_OR_STRING, RAW -> unlessNeeded(field);
      case STRING, BOOL, INT32, INT64, DOUBLE, BYTES -> {
        if (isByValue(field)) {
          yield WhenEmpty.ZERO;
        }
        yield field.required() ? WhenEmpty.NULL : WhenEmpty.OMITTED;
      }
    };
  }

  private static WhenEmpty unlessNeeded(ApiField field) {
    return field.required() ? WhenEmpty.NULL : WhenEmpty.UNSET;
  }

  private static boolean isByValue(ApiField field) {
    return switch (field.shape()) {
      case ApiShape.Scalar scalar -> scalar.byValue();
      case ApiShape.Named named -> named.byValue();
      case ApiShape.ListOf list -> false;
      case ApiShape.MapOf map -> false;
    };
  }
}
