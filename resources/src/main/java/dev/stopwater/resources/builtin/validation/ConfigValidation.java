package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// The rules for ConfigMaps and Secrets.
final class ConfigValidation {

  private static final int MAX_BYTES = 1 << 20;
  private static final String FROZEN = "field is immutable when `immutable` is set";
  private static final String ACCOUNT = "kubernetes.io/service-account.name";
  private static final String REDACTED = "\"<secret contents redacted>\"";
  private static final Path DATA = Path.of("data");

  static final KindValidation CONFIG_MAP =
      KindValidation.of(ConfigValidation::configMap)
          .update(ConfigValidation::configMapChange)
          .revalidatedAfter();
  static final KindValidation SECRET =
      KindValidation.of(ConfigValidation::secret)
          .update(ConfigValidation::secretChange)
          .revalidatedAfter();

  private ConfigValidation() {}

  private static void configMap(MapValue object, FieldErrors errors) {
    MapValue data = object.mapOrEmpty("data");
    MapValue binary = object.mapOrEmpty("binaryData");
    long bytes = 0;
    for (String key : data.keys()) {
      Fields.faults(key, Names::configMapKey, DATA.key(key), errors);
      if (binary.has(key)) {
        errors.invalidText(DATA.key(key), key, "duplicate of key present in binaryData");
      }
      bytes += Sizes.bytes(data.text(key, ""));
    }
    for (String key : binary.keys()) {
      Fields.faults(key, Names::configMapKey, Path.of("binaryData").key(key), errors);
      bytes += Sizes.decoded(binary.text(key, ""));
    }
    if (bytes > MAX_BYTES) {
      errors.tooLong(Path.of("[]"), MAX_BYTES);
    }
  }

  private static void configMapChange(MapValue now, MapValue old, FieldErrors errors) {
    frozen(now, old, List.of("data", "binaryData"), errors);
  }

  private static void frozen(MapValue now, MapValue old, List<String> fields, FieldErrors errors) {
    if (!old.flag("immutable")) {
      return;
    }
    if (!now.flag("immutable")) {
      errors.forbidden(Path.of("immutable"), FROZEN);
    }
    for (String field : fields) {
      if (!now.mapOrEmpty(field).equals(old.mapOrEmpty(field))) {
        errors.forbidden(Path.of(field), FROZEN);
      }
    }
  }

  private static void secret(MapValue secret, FieldErrors errors) {
    MapValue data = secret.mapOrEmpty("data");
    long bytes = 0;
    for (String key : data.keys()) {
      Fields.faults(key, Names::configMapKey, DATA.key(key), errors);
      bytes += Sizes.decoded(data.text(key, ""));
    }
    if (bytes > MAX_BYTES) {
      errors.tooLong(DATA, MAX_BYTES);
    }
    switch (secret.text("type", "")) {
      case "kubernetes.io/service-account-token" -> account(secret, errors);
      case "kubernetes.io/dockercfg" -> json(data, ".dockercfg", errors);
      case "kubernetes.io/dockerconfigjson" -> json(data, ".dockerconfigjson", errors);
      case "kubernetes.io/basic-auth" -> {
        if (!data.has("username") && !data.has("password")) {
          errors.required(DATA.key("username"));
          errors.required(DATA.key("password"));
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        if (data.text("ssh-privatekey", "").isEmpty()) {
          errors.required(DATA.key("ssh-privatekey"));
        }
      }
      case "kubernetes.io/tls" -> {
        for (String key : List.of("tls.crt", "tls.key")) {
          if (!data.has(key)) {
            errors.required(DATA.key(key));
          }
        }
      }
      default -> {}
    }
  }

  private static void account(MapValue secret, FieldErrors errors) {
    MapValue annotations = secret.mapOrEmpty("metadata").mapOrEmpty("annotations");
    if (annotations.text(ACCOUNT, "").isEmpty()) {
      errors.required(Path.of("metadata", "annotations").key(ACCOUNT));
    }
  }

  private static void json(MapValue data, String key, FieldErrors errors) {
    Path at = DATA.key(key);
    if (!(data.find(key) instanceof Text text)) {
      errors.required(at);
      return;
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.value());
      if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
        errors.invalid(at, REDACTED, "unexpected end of JSON input");
        return;
      }
      Value value = Json.parse(bytes);
      if (!(value instanceof MapValue) && value != Null.NULL) {
        errors.invalid(
            at,
            REDACTED,
            "json: cannot unmarshal "
                + kind(value)
                + " into Go value of type map[string]interface {}");
      }
    } catch (DecodeException e) {
      String message = e.getMessage();
      errors.invalid(at, REDACTED, message == null ? "" : message);
    }
  }

  private static String kind(Value value) {
    return switch (value) {
      case Text text -> "string";
      case ListValue list -> "array";
      case Bool flag -> "bool";
      default -> "number";
    };
  }

  private static void secretChange(MapValue now, MapValue old, FieldErrors errors) {
    Path at = Path.of("type");
    String type = now.text("type", "");
    if (!type.equals(old.text("type", ""))) {
      errors.invalidText(at, type, Immutable.MESSAGE);
    }
    frozen(now, old, List.of("data"), errors);
  }
}
