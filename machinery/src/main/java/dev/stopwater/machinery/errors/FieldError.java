package dev.stopwater.machinery.errors;

/// One fault of one field, as upstream's `field.Error` words it.
///
/// @param reason the wire value of the cause, such as `FieldValueRequired`
/// @param field the path, such as `spec.containers[0].image`
/// @param message without the path, such as `Required value: must be set`
public record FieldError(String reason, String field, String message) {}
