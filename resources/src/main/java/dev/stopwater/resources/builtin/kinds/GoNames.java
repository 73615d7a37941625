package dev.stopwater.resources.builtin.kinds;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The names of Go's fields, which some messages print instead of JSON's: `podIP` is `PodIP`, and
/// `httpGet` is `HTTPGet`.
final class GoNames {

  /// Words that Go writes in capitals where a name begins with them.
  private static final List<String> CAPITALS =
      List.of(
          "api", "aws", "ca", "cidr", "csi", "dns", "fc", "fs", "gce", "gmsa", "grpc", "http", "id",
          "ip", "iscsi", "json", "nfs", "os", "pd", "qos", "rbd", "se", "tcp", "tls", "ttl", "uid",
          "url", "uuid");

  private static final Map<String, String> IRREGULAR =
      Map.of(
          "$ref", "Ref",
          "$schema", "Schema",
          "cephfs", "CephFS",
          "pdID", "PdID",
          "storageos", "StorageOS",
          "wwids", "WWIDs");

  private GoNames() {}

  static String of(String jsonName) {
    String irregular = IRREGULAR.get(jsonName);
    if (irregular != null) {
      return irregular;
    }
    if (jsonName.startsWith("x-kubernetes-")) {
      return "X" + camel(jsonName.substring("x-kubernetes-".length()));
    }
    int word = 0;
    while (word < jsonName.length() && Character.isLowerCase(jsonName.charAt(word))) {
      word++;
    }
    String first = jsonName.substring(0, word);
    if (CAPITALS.contains(first)) {
      return first.toUpperCase(Locale.ROOT) + jsonName.substring(word);
    }
    if (first.endsWith("s") && CAPITALS.contains(first.substring(0, word - 1))) {
      return first.substring(0, word - 1).toUpperCase(Locale.ROOT) + jsonName.substring(word - 1);
    }
    return capitalized(jsonName);
  }

  private static String camel(String dashed) {
    StringBuilder name = new StringBuilder();
    for (String word : dashed.split("-")) {
      name.append(capitalized(word));
    }
    return name.toString();
  }

  private static String capitalized(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
