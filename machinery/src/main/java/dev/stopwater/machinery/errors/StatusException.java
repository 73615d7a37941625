package dev.stopwater.machinery.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client is told when its request cannot be served: the one exception that crosses layers
/// towards the client. Thrown where the mistake is known, turned into a `Status` in one place.
///
/// It carries no stack trace: it is an answer, not a fault of ours.
public final class StatusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient @Nullable Details details;

  /// Details of a Status; empty texts and zero are left out.
  ///
  /// @param causes in the order in which they were found
  public record Details(
      String name,
      String group,
      String kind,
      String uid,
      List<FieldError> causes,
      int retryAfterSeconds) {

    public static final Details NONE = new Details("", "", "", "", List.of(), 0);

    public Details {
      causes = List.copyOf(causes);
    }
  }

  /// @param reason such as `NotFound`; empty where upstream sends none
  /// @param details null for no `details` at all
  public StatusException(int code, String reason, String message, @Nullable Details details) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public @Nullable Details details() {
    return details;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public static StatusException badRequest(String message) {
    return new StatusException(400, "BadRequest", message, null);
  }

  public static StatusException notFound(Resource resource, String name) {
    return new StatusException(
        404,
        "NotFound",
        resource + " " + GoQuote.quote(name) + " not found",
        named(resource, name, List.of()));
  }

  public static StatusException alreadyExists(Resource resource, String name) {
    return new StatusException(
        409,
        "AlreadyExists",
        resource + " " + GoQuote.quote(name) + " already exists",
        named(resource, name, List.of()));
  }

  public static StatusException conflict(Resource resource, String name, String why) {
    return new StatusException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + resource + " " + GoQuote.quote(name) + ": " + why,
        named(resource, name, List.of()));
  }

  /// The optimistic lock's loser.
  public static StatusException modified(Resource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /// @param name empty for a request that names no object
  public static StatusException forbidden(Resource resource, String name, String why) {
    String subject =
        name.isEmpty()
            ? resource + " is forbidden: "
            : resource + " " + GoQuote.quote(name) + " is forbidden: ";
    return new StatusException(403, "Forbidden", subject + why, named(resource, name, List.of()));
  }

  /// @param kind group and *kind* (`Pod`), as messages about validity name them
  public static StatusException invalid(Resource kind, String name, List<FieldError> errors) {
    return new StatusException(
        422,
        "Invalid",
        kind + " " + GoQuote.quote(name) + " is invalid: " + joined(errors),
        named(kind, name, errors));
  }

  public static StatusException internal(String message) {
    return new StatusException(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        new Details("", "", "", "", List.of(new FieldError("", "", message)), 0));
  }

  /// Errors that upstream lets through as they are: 500 without a reason.
  public static StatusException unknown(String message) {
    return new StatusException(500, "", message, null);
  }

  private static Details named(Resource resource, String name, List<FieldError> causes) {
    return new Details(name, resource.group(), resource.name(), "", causes, 0);
  }

  private static String joined(List<FieldError> errors) {
    List<String> texts =
        errors.stream().map(e -> e.field() + ": " + e.message()).distinct().toList();
    return texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
  }
}
