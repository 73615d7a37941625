package dev.stopwater.resources.importer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where protobuf and JSON differ: the names that JSON writes otherwise, the messages whose fields
/// it writes among those around them, and those that it does not write as objects.
final class MessageNames {

  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("k8s.io.apimachinery.pkg.apis.meta.v1.Time", "time"),
          Map.entry("k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime", "micro-time"),
          Map.entry("k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1", "raw"),
          Map.entry("k8s.io.apimachinery.pkg.apis.meta.v1.Verbs", "items"),
          Map.entry("k8s.io.apimachinery.pkg.api.resource.Quantity", "quantity"),
          Map.entry("k8s.io.apimachinery.pkg.util.intstr.IntOrString", "int-or-string"),
          Map.entry("k8s.io.apimachinery.pkg.runtime.RawExtension", "raw"),
          Map.entry("k8s.io.api.authentication.v1.ExtraValue", "items"),
          Map.entry("k8s.io.api.authorization.v1.ExtraValue", "items"),
          Map.entry("k8s.io.api.certificates.v1.ExtraValue", "items"));

  private static final Map<String, String> SCHEMA_FORMS =
      Map.of(
          "JSON", "raw",
          "JSONSchemaPropsOrBool", "schema-or-bool",
          "JSONSchemaPropsOrArray", "schema-or-array",
          "JSONSchemaPropsOrStringArray", "schema-or-strings");

  private static final String EXTENSIONS = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.";

  private static final Set<String> INLINE =
      Set.of(
          "volumeSource",
          "persistentVolumeSource",
          "localObjectReference",
          "handler",
          "ephemeralContainerCommon",
          "ingressRuleValue",
          "deviceConfiguration",
          "ruleWithOperations",
          "rule");

  private static final Map<String, String> RENAMED =
      Map.of("aPIGroup", "apiGroup", "uID", "uid", "Raw", "raw");

  private static final Set<String> CAPITAL = Set.of("Expression", "Name", "Webhooks");

  private MessageNames() {}

  /// The word for how JSON writes a message, or null if as an object.
  static @Nullable String form(String message) {
    return message.startsWith(EXTENSIONS)
        ? SCHEMA_FORMS.get(message.substring(message.lastIndexOf('.') + 1))
        : FORMS.get(message);
  }

  static boolean isInline(String field) {
    return INLINE.contains(field);
  }

  /// @param home the package of the message
  static String json(String home, String message, String field) {
    if (message.equals(home + ".JSONSchemaProps")) {
      return schemaKey(field);
    }
    return CAPITAL.contains(field)
        ? field.toLowerCase(Locale.ROOT)
        : RENAMED.getOrDefault(field, field);
  }

  /// `$ref`, `$schema`, and `x-kubernetes-list-type` for `xKubernetesListType`.
  private static String schemaKey(String field) {
    if (field.equals("ref") || field.equals("schema")) {
      return "$" + field;
    }
    return field.startsWith("xKubernetes")
        ? field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : field;
  }
}
