package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import java.util.regex.Pattern;

/// The three forms of iSCSI names.
final class IscsiNames {

  private static final Pattern IQN =
      Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([\\p{Alnum}-.]+)(:[^,;*&$|\\s]+)$");
  private static final Pattern EUI = Pattern.compile("^eui\\.[\\p{Alnum}]{16}$");
  private static final Pattern NAA = Pattern.compile("^naa\\.[\\p{Alnum}]{32}$");

  private IscsiNames() {}

  static void check(String name, Path at, FieldErrors errors) {
    String form = name.length() < 3 ? name : name.substring(0, 3);
    boolean fits =
        switch (form) {
          case "iqn" -> IQN.matcher(name).find();
          case "eui" -> EUI.matcher(name).find();
          case "naa" -> NAA.matcher(name).find();
          default -> {
            errors.invalidText(at, name, "must be valid format starting with iqn, eui, or naa");
            yield true;
          }
        };
    if (!fits) {
      errors.invalidText(at, name, "must be valid format");
    }
  }
}
