package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.Query;
import java.util.List;

/// The query options of a create, update or patch.
///
/// @param dryRun whether nothing may be stored
/// @param validation what to do about unknown and duplicate fields
/// @param fieldManager empty if not given
/// @param force null if not given
public record WriteOptions(
    boolean dryRun,
    FieldValidation validation,
    String fieldManager,
    @org.jspecify.annotations.Nullable Boolean force) {

  /// What to do about fields that the schema does not know.
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  private static final int LONGEST_MANAGER = 128;
  private static final List<String> VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");

  /// @param kind `CreateOptions`, `UpdateOptions` or `PatchOptions`
  /// @throws StatusException 400 or 422 as upstream words them
  public static WriteOptions read(Query query, String kind, boolean apply) {
    FieldErrors errors = new FieldErrors();
    Boolean force = kind.equals("PatchOptions") ? query.flagIfPresent("force") : null;
    String manager = query.text("fieldManager");
    if (kind.equals("PatchOptions")) {
      if (!apply && force != null) {
        errors.forbidden(Path.of("force"), "may not be specified for non-apply patch");
      }
      if (apply && manager.isEmpty()) {
        errors.required(Path.of("fieldManager"), "is required for apply patch");
      }
    }
    checkManager(manager, errors);
    checkDryRun(query, errors);
    FieldValidation validation = validation(query, errors);
    if (!errors.isEmpty()) {
      throw StatusException.invalid(new Resource("meta.k8s.io", kind), "", errors.all());
    }
    return new WriteOptions(
        !query.all("dryRun").isEmpty() && !query.text("dryRun").isEmpty(),
        validation,
        manager,
        force);
  }

  private static void checkManager(String manager, FieldErrors errors) {
    Path at = Path.of("fieldManager");
    if (manager.length() > LONGEST_MANAGER) {
      errors.tooLong(at, LONGEST_MANAGER);
    }
    for (int i = 0; i < manager.length(); i++) {
      char c = manager.charAt(i);
      if (c < ' ' || c == 0x7f) {
        errors.invalidText(
            at, manager, "invalid character " + unicode(c) + " (at position " + i + ")");
        return;
      }
    }
  }

  private static String unicode(char c) {
    return String.format("U+%04X", (int) c);
  }

  static void checkDryRun(Query query, FieldErrors errors) {
    List<String> values = query.all("dryRun");
    if (values.stream().anyMatch(value -> !value.equals("All"))) {
      String shown = "[" + String.join(",", values.stream().map(GoQuote::quote).toList()) + "]";
      errors.notSupported(Path.of("dryRun"), shown, List.of("All"));
    }
  }

  private static FieldValidation validation(Query query, FieldErrors errors) {
    String value = query.text("fieldValidation");
    if (!VALIDATIONS.contains(value)) {
      errors.notSupportedText(Path.of("fieldValidation"), value, VALIDATIONS);
    }
    return switch (value) {
      case "Ignore" -> FieldValidation.IGNORE;
      case "Strict" -> FieldValidation.STRICT;
      default -> FieldValidation.WARN;
    };
  }
}
