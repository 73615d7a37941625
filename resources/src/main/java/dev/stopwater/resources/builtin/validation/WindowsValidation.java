package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.regex.Pattern;

/// The rules for what pods say about Windows.
final class WindowsValidation {

  private static final int MAX_SPEC_BYTES = 64 << 10;
  private static final int MAX_DOMAIN = 256;
  private static final int MAX_USER = 104;
  private static final Pattern NET_BIOS =
      Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
  private static final Pattern DNS =
      Pattern.compile(
          "(?=.{1,256}$)([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)"
              + "(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*");

  private WindowsValidation() {}

  static void options(MapValue options, Path at, FieldErrors errors) {
    if (Fields.isSet(options, "gmsaCredentialSpecName")) {
      Fields.text(options, "gmsaCredentialSpecName", Names::dnsSubdomain, at, errors);
    }
    if (Fields.isSet(options, "gmsaCredentialSpec")) {
      String spec = options.text("gmsaCredentialSpec", "");
      if (spec.isEmpty()) {
        errors.invalidText(
            at.child("gmsaCredentialSpec"), "", "gmsaCredentialSpec cannot be an empty string");
      } else if (Sizes.bytes(spec) > MAX_SPEC_BYTES) {
        errors.invalidText(
            at.child("gmsaCredentialSpec"), spec, "gmsaCredentialSpec size must be under 64 KiB");
      }
    }
    if (Fields.isSet(options, "runAsUserName")) {
      userName(options.text("runAsUserName", ""), at.child("runAsUserName"), errors);
    }
  }

  private static void userName(String name, Path at, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.invalidText(at, name, "runAsUserName cannot be an empty string");
    } else if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      errors.invalid(
          at, ShownValue.json(new Text(name)), "runAsUserName cannot contain control characters");
    } else if (name.chars().filter(c -> c == '\\').count() > 1) {
      errors.invalidText(at, name, "runAsUserName cannot contain more than one backslash");
    } else {
      int slash = name.indexOf('\\');
      if (slash >= 0) {
        domain(name, name.substring(0, slash), at, errors);
      }
      user(name, name.substring(slash + 1), at, errors);
    }
  }

  private static void domain(String name, String domain, Path at, FieldErrors errors) {
    if (domain.length() >= MAX_DOMAIN) {
      errors.invalidText(at, name, "runAsUserName's Domain length must be under 256 characters");
    }
    if (!NET_BIOS.matcher(domain).matches() && !DNS.matcher(domain).matches()) {
      errors.invalidText(
          at, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
    }
  }

  private static void user(String name, String user, Path at, FieldErrors errors) {
    if (user.isEmpty()) {
      errors.invalidText(at, name, "runAsUserName's User cannot be empty");
    }
    if (user.length() > MAX_USER) {
      errors.invalidText(
          at, name, "runAsUserName's User length must not be longer than 104 characters");
    }
    if (user.chars().anyMatch(c -> "\"/\\:;|=,+*?<>@[]".indexOf(c) >= 0)) {
      errors.invalidText(
          at,
          name,
          "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
    }
    if (!user.isEmpty() && user.chars().allMatch(c -> c == '.' || c == ' ')) {
      errors.invalidText(at, name, "runAsUserName's User cannot contain only periods or spaces");
    }
  }
}
