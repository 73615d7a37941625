package dev.stopwater.machinery.errors;

import java.util.ArrayList;
import java.util.List;

/// The faults found so far, in the order in which they were found; clients see that order.
public final class FieldErrors {

  private final List<FieldError> found = new ArrayList<>();

  public void required(Path at, String detail) {
    add(
        "FieldValueRequired",
        at,
        detail.isEmpty() ? "Required value" : "Required value: " + detail);
  }

  public void required(Path at) {
    required(at, "");
  }

  /// @param shown the value as upstream prints it: text in Go quotes, numbers plain, structs as
  ///   JSON
  public void invalid(Path at, String shown, String detail) {
    add(
        "FieldValueInvalid",
        at,
        "Invalid value: " + shown + (detail.isEmpty() ? "" : ": " + detail));
  }

  /// An invalid text: it is shown in quotes.
  public void invalidText(Path at, String value, String detail) {
    invalid(at, GoQuote.quote(value), detail);
  }

  public void typeInvalid(Path at, String shown, String detail) {
    add(
        "FieldValueTypeInvalid",
        at,
        "Invalid value: " + shown + (detail.isEmpty() ? "" : ": " + detail));
  }

  /// @param supported in the order in which upstream shows them
  public void notSupported(Path at, String shown, List<String> supported) {
    StringBuilder text = new StringBuilder("Unsupported value: ").append(shown);
    if (!supported.isEmpty()) {
      text.append(": supported values: ");
      text.append(String.join(", ", supported.stream().map(GoQuote::quote).toList()));
    }
    add("FieldValueNotSupported", at, text.toString());
  }

  public void notSupportedText(Path at, String value, List<String> supported) {
    notSupported(at, GoQuote.quote(value), supported);
  }

  public void forbidden(Path at, String detail) {
    add("FieldValueForbidden", at, "Forbidden: " + detail);
  }

  public void duplicate(Path at, String shown) {
    add("FieldValueDuplicate", at, "Duplicate value: " + shown);
  }

  public void duplicateText(Path at, String value) {
    duplicate(at, GoQuote.quote(value));
  }

  public void notFound(Path at, String shown) {
    add("FieldValueNotFound", at, "Not found: " + shown);
  }

  public void tooLong(Path at, int most) {
    add("FieldValueTooLong", at, "Too long: may not be more than " + most + " bytes");
  }

  public void tooMany(Path at, int actual, int most) {
    add("FieldValueTooMany", at, "Too many: " + actual + ": must have at most " + most + " items");
  }

  public void internal(Path at, String detail) {
    add("InternalError", at, "Internal error: " + detail);
  }

  public void add(String reason, Path at, String message) {
    found.add(new FieldError(reason, at.toString(), message));
  }

  public void addAll(List<FieldError> errors) {
    found.addAll(errors);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<FieldError> all() {
    return List.copyOf(found);
  }
}
