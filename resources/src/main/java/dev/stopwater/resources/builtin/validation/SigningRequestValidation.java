package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of CertificateSigningRequests, by their PEM blocks: what is in the blocks is for the
/// signers to judge.
final class SigningRequestValidation {

  static final KindValidation RULES =
      KindValidation.of(SigningRequestValidation::create)
          .update((now, old, errors) -> update(now, old, Writer.SPEC, errors))
          .status((now, old, errors) -> update(now, old, Writer.STATUS, errors))
          .subresource("approval", (now, old, errors) -> update(now, old, Writer.APPROVAL, errors));

  /// Through which path a change comes.
  private enum Writer {
    SPEC,
    STATUS,
    APPROVAL
  }

  private static final Path SPEC = Path.of("spec");
  private static final Path SIGNER = SPEC.child("signerName");
  private static final Path CONDITIONS = Path.of("status", "conditions");
  private static final Path CERTIFICATE = Path.of("status", "certificate");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^-----BEGIN ([^\\n]*)-----\\s*$[\\s\\S]*?^-----END \\1-----\\s*$");
  private static final List<String> USAGES =
      List.of(
          "any",
          "cert sign",
          "client auth",
          "code signing",
          "content commitment",
          "crl sign",
          "data encipherment",
          "decipher only",
          "digital signature",
          "email protection",
          "encipher only",
          "ipsec end system",
          "ipsec tunnel",
          "ipsec user",
          "key agreement",
          "key encipherment",
          "microsoft sgc",
          "netscape sgc",
          "ocsp signing",
          "s/mime",
          "server auth",
          "signing",
          "timestamping");
  private static final List<String> DECISIONS = List.of("Approved", "Denied", "Failed");
  private static final List<String> STATUSES = List.of("True", "False", "Unknown");
  private static final long SHORTEST = 600;

  private SigningRequestValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String request = spec.text("request");
    if (!pemTypes(request == null ? "" : request).stream()
        .limit(1)
        .toList()
        .equals(List.of("CERTIFICATE REQUEST"))) {
      errors.invalid(
          SPEC.child("request"),
          request == null ? "null" : GoQuote.quote(request),
          "PEM block type must be CERTIFICATE REQUEST");
    }
    if (spec.listOrEmpty("usages").isEmpty()) {
      errors.required(SPEC.child("usages"));
    }
    Faults.uniqueAmong(spec.listOrEmpty("usages"), USAGES, SPEC.child("usages"), errors);
    signer(spec.text("signerName", ""), errors);
    Numbers.atLeast(
        spec,
        "expirationSeconds",
        SHORTEST,
        "may not specify a duration less than 600 seconds (10 minutes)",
        SPEC,
        errors);
    conditions(object.mapOrEmpty("status").listOrEmpty("conditions"), errors);
  }

  /// The types of the PEM blocks in a text in base64.
  private static List<String> pemTypes(String base64) {
    List<String> types = new ArrayList<>();
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return types;
    }
    Matcher blocks = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      types.add(blocks.group(1));
    }
    return types;
  }

  private static void signer(String name, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(SIGNER);
      return;
    }
    if (name.equals("kubernetes.io/legacy-unknown")) {
      errors.invalidText(SIGNER, name, "the legacy signerName is not allowed via this API version");
      return;
    }
    String[] parts = name.split("/", -1);
    if (parts.length != 2) {
      errors.invalidText(
          SIGNER,
          name,
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
      return;
    }
    if (Sizes.bytes(parts[0]) > Names.SUBDOMAIN_LENGTH) {
      errors.tooLong(SIGNER, Names.SUBDOMAIN_LENGTH);
    }
    String[] labels = parts[0].split("\\.", -1);
    for (String label : labels) {
      part(label, parts[0], Names.dnsLabel(label), errors);
    }
    if (labels.length < 2) {
      errors.invalidText(
          SIGNER, parts[0], "should be a domain with at least two segments separated by dots");
    }
    for (String label : parts[1].split("\\.", -1)) {
      part(label, parts[1], Names.dnsSubdomain(label), errors);
    }
  }

  private static void part(String label, String whole, List<String> faults, FieldErrors errors) {
    for (String fault : faults) {
      errors.invalidText(SIGNER, whole, "validating label " + GoQuote.quote(label) + ": " + fault);
    }
  }

  private static void conditions(ListValue conditions, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      MapValue condition = conditions.mapAt(i);
      Path at = CONDITIONS.index(i);
      String type = condition.text("type", "");
      Faults.requiredText(condition, "type", at, errors);
      status(condition, type, at, errors);
      if (!type.isEmpty() && !seen.add(type)) {
        errors.duplicateText(at.child("type"), type);
      }
      String other = type.equals("Approved") ? "Denied" : "Approved";
      if (List.of("Approved", "Denied").contains(type) && seen.contains(other)) {
        errors.invalidText(
            CONDITIONS, type, "Approved and Denied conditions are mutually exclusive");
      }
    }
  }

  private static void status(MapValue condition, String type, Path at, FieldErrors errors) {
    String status = condition.text("status", "");
    List<String> known = DECISIONS.contains(type) ? List.of("True") : STATUSES;
    if (status.isEmpty()) {
      errors.required(at.child("status"));
    } else if (!known.contains(status)) {
      errors.notSupportedText(at.child("status"), status, known);
    }
  }

  private static void update(MapValue now, MapValue old, Writer writer, FieldErrors errors) {
    ListValue conditions = now.mapOrEmpty("status").listOrEmpty("conditions");
    conditions(conditions, errors);
    ListValue before = old.mapOrEmpty("status").listOrEmpty("conditions");
    for (String type : DECISIONS) {
      boolean decides = type.equals("Failed") ? writer == Writer.STATUS : writer == Writer.APPROVAL;
      decision(type, of(conditions, type), of(before, type), decides, errors);
    }
    certificate(now, old, writer, errors);
  }

  private static List<MapValue> of(ListValue conditions, String type) {
    return conditions.maps().stream()
        .filter(condition -> condition.text("type", "").equals(type))
        .toList();
  }

  private static void decision(
      String type, List<MapValue> now, List<MapValue> before, boolean decides, FieldErrors errors) {
    String shown = GoQuote.quote(type);
    if (now.size() < before.size()) {
      errors.forbidden(CONDITIONS, "updates may not remove a condition of type " + shown);
    } else if (now.size() > before.size() && !decides) {
      errors.forbidden(CONDITIONS, "updates may not add a condition of type " + shown);
    } else if (now.size() == before.size() && !decides && !now.equals(before)) {
      errors.forbidden(CONDITIONS, "updates may not modify a condition of type " + shown);
    }
  }

  private static void certificate(MapValue now, MapValue old, Writer writer, FieldErrors errors) {
    String certificate = now.mapOrEmpty("status").text("certificate", "");
    String before = old.mapOrEmpty("status").text("certificate", "");
    if (!certificate.equals(before)) {
      if (writer != Writer.STATUS) {
        errors.forbidden(CERTIFICATE, "updates may not set certificate content");
      } else if (!before.isEmpty()) {
        errors.forbidden(CERTIFICATE, "updates may not modify existing certificate content");
      }
    }
    if (!certificate.isEmpty() && before.isEmpty()) {
      blocks(pemTypes(certificate), errors);
    }
  }

  private static void blocks(List<String> types, FieldErrors errors) {
    String shown = "\"<certificate data>\"";
    for (String type : types) {
      if (!type.equals("CERTIFICATE")) {
        errors.invalid(
            CERTIFICATE,
            shown,
            "only CERTIFICATE PEM blocks are allowed, found " + GoQuote.quote(type));
        return;
      }
    }
    if (types.isEmpty()) {
      errors.invalid(CERTIFICATE, shown, "must contain at least one CERTIFICATE PEM block");
    }
  }
}
