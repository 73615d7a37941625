package dev.stopwater.machinery.select;

import java.util.ArrayList;
import java.util.List;

/// What label keys and label values may look like, with upstream's sentence for each fault.
///
/// Keys are names of up to 63 bytes with an optional DNS prefix (`example.com/name`); values are
/// empty or such names. An empty answer means that there is no fault.
public final class LabelSyntax {

  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String SUBDOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final int MOST_NAME_BYTES = 63;
  private static final int MOST_PREFIX_BYTES = 253;

  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME
          + "')";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '"
          + SUBDOMAIN
          + "')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '("
          + NAME
          + ")?')";

  private LabelSyntax() {}

  public static List<String> keyFaults(String key) {
    List<String> faults = new ArrayList<>();
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      faults.add(
          "a valid label key "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
      return faults;
    }
    if (parts.length == 2) {
      addPrefixFaults(parts[0], faults);
    }
    addNameFaults(parts[parts.length - 1], faults);
    return faults;
  }

  private static void addPrefixFaults(String prefix, List<String> faults) {
    if (prefix.isEmpty()) {
      faults.add("prefix part must be non-empty");
      return;
    }
    if (bytes(prefix) > MOST_PREFIX_BYTES) {
      faults.add("prefix part must be no more than " + MOST_PREFIX_BYTES + " bytes");
    }
    if (!isSubdomain(prefix)) {
      faults.add("prefix part " + SUBDOMAIN_RULE);
    }
  }

  private static void addNameFaults(String name, List<String> faults) {
    if (name.isEmpty()) {
      faults.add("name part must be non-empty");
    } else if (bytes(name) > MOST_NAME_BYTES) {
      faults.add("name part must be no more than " + MOST_NAME_BYTES + " bytes");
    }
    if (!isName(name)) {
      faults.add("name part " + NAME_RULE);
    }
  }

  public static List<String> valueFaults(String value) {
    List<String> faults = new ArrayList<>();
    if (bytes(value) > MOST_NAME_BYTES) {
      faults.add("must be no more than " + MOST_NAME_BYTES + " bytes");
    }
    if (!value.isEmpty() && !isName(value)) {
      faults.add(VALUE_RULE);
    }
    return faults;
  }

  // Loops, not patterns: Java's matcher recurses for groups that repeat, and these texts come from
  // strangers.
  private static boolean isName(String text) {
    return !text.isEmpty()
        && isAlphanumeric(text.charAt(0))
        && isAlphanumeric(text.charAt(text.length() - 1))
        && text.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
  }

  private static boolean isSubdomain(String text) {
    for (String part : text.split("\\.", -1)) {
      if (!isName(part) || part.chars().anyMatch(c -> c == '_' || (c >= 'A' && c <= 'Z'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int bytes(String text) {
    return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
  }
}
