package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Cells of kinds that allow, bind, count and claim.
final class PolicyCells {

  private PolicyCells() {}

  static void addTo(Functions functions) {
    functions
        .list("users", subjects -> subjects(subjects, "User"))
        .list("groups", subjects -> subjects(subjects, "Group"))
        .list("accounts", subjects -> subjects(subjects, "ServiceAccount"))
        .object("quotaRequests", quota -> quota(quota, name -> !name.startsWith("limits.")))
        .object("quotaLimits", quota -> quota(quota, name -> name.startsWith("limits.")))
        .put("configEntries", PolicyCells::entries)
        .object("signingState", PolicyCells::signing)
        .object("parameters", PolicyCells::parameters)
        .object("apiAvailable", PolicyCells::available)
        .object("claimState", PolicyCells::claim)
        .object("dangling", PolicyCells::dangling);
  }

  private static String subjects(ListValue subjects, String kind) {
    return subjects.maps().stream()
        .filter(each -> each.text("kind", "").equals(kind))
        .map(each -> subject(each, kind))
        .collect(Collectors.joining(", "));
  }

  private static String subject(MapValue subject, String kind) {
    String name = subject.text("name", "");
    return kind.equals("ServiceAccount") ? subject.text("namespace", "") + "/" + name : name;
  }

  /// `pods: 3/10, requests.cpu: 500m/4`
  private static String quota(MapValue quota, Predicate<String> chosen) {
    MapValue hard = quota.mapOrEmpty("status").mapOrEmpty("hard");
    MapValue used = quota.mapOrEmpty("status").mapOrEmpty("used");
    return hard.keys().stream()
        .sorted()
        .filter(chosen)
        .map(name -> name + ": " + used.text(name, "0") + "/" + hard.text(name, "0"))
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Value entries(Value seen, Instant now) {
    return seen instanceof MapValue map
        ? new Int((long) map.mapOrEmpty("data").size() + map.mapOrEmpty("binaryData").size())
        : null;
  }

  /// `Approved,Issued`
  private static String signing(MapValue request) {
    List<String> words = new ArrayList<>();
    if (Conditions.find(request, "Denied") != null) {
      words.add("Denied");
    } else {
      words.add(Conditions.find(request, "Approved") == null ? "Pending" : "Approved");
    }
    if (Conditions.find(request, "Failed") != null) {
      words.add("Failed");
    }
    if (!request.mapOrEmpty("status").text("certificate", "").isEmpty()) {
      words.add("Issued");
    }
    return String.join(",", words);
  }

  /// `namespace/name`, with a star for the namespace of the object at hand; for parameters that are
  /// selected, the selector as Go prints it.
  private static String parameters(MapValue reference) {
    MapValue selector = reference.map("selector");
    if (selector != null) {
      return printed(selector);
    }
    String namespace = reference.text("namespace", "");
    return (namespace.isEmpty() ? "*" : namespace) + "/" + reference.text("name", "");
  }

  private static String printed(MapValue selector) {
    MapValue labels = selector.mapOrEmpty("matchLabels");
    String pairs =
        labels.keys().stream()
            .sorted()
            .map(key -> key + ": " + labels.text(key, "") + ",")
            .collect(Collectors.joining());
    String expressions =
        selector.listOrEmpty("matchExpressions").maps().stream()
            .map(PolicyCells::printedExpression)
            .collect(Collectors.joining());
    return "&LabelSelector{MatchLabels:map[string]string{"
        + pairs
        + "},MatchExpressions:[]LabelSelectorRequirement{"
        + expressions
        + "},}";
  }

  private static String printedExpression(MapValue expression) {
    return "LabelSelectorRequirement{Key:"
        + expression.text("key", "")
        + ",Operator:"
        + expression.text("operator", "")
        + ",Values:["
        + String.join(" ", expression.listOrEmpty("values").texts())
        + "],},";
  }

  private static @Nullable String available(MapValue service) {
    MapValue condition = Conditions.find(service, "Available");
    if (condition == null) {
      return null;
    }
    String status = condition.text("status", "");
    return status.equals("True") ? status : status + " (" + condition.text("reason", "") + ")";
  }

  private static String claim(MapValue claim) {
    List<String> words = new ArrayList<>();
    if (claim.mapOrEmpty("metadata").has("deletionTimestamp")) {
      words.add("deleted");
    }
    if (claim.mapOrEmpty("status").has("allocation")) {
      words.add("allocated");
    }
    if (!claim.mapOrEmpty("status").listOrEmpty("reservedFor").isEmpty()) {
      words.add("reserved");
    }
    return words.isEmpty() ? "pending" : String.join(",", words);
  }

  private static @Nullable String dangling(MapValue schema) {
    MapValue condition = Conditions.find(schema, "Dangling");
    return condition == null ? null : condition.text("status", "");
  }
}
