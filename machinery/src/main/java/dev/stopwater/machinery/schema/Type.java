package dev.stopwater.machinery.schema;

/// What a field, a list item or a map value may be.
public sealed interface Type {

  /// A value without fields of its own. Each constant is one way in which Go decodes and prints.
  enum Scalar implements Type {
    STRING,
    BOOL,
    INT32,
    INT64,
    DOUBLE,
    /// Base64 text.
    BYTES,
    /// metav1.Time: RFC 3339, whole seconds.
    TIME,
    /// metav1.MicroTime: RFC 3339 with six digits.
    MICRO_TIME,
    /// resource.Quantity: text or number on the way in, canonical text on the way out.
    QUANTITY,
    /// intstr.IntOrString.
    INT_OR_STRING,
    /// Any JSON at all (RawExtension, FieldsV1, apiextensions JSON).
    RAW
  }

  /// A structured type.
  record Struct(Schema schema) implements Type {}

  /// A list.
  record ListOf(Type item) implements Type {}

  /// A map with string keys.
  record MapOf(Type value) implements Type {}
}
