package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of StatefulSets.
final class StatefulSetValidation {

  static final KindValidation RULES =
      KindValidation.of(StatefulSetValidation::create)
          .update(StatefulSetValidation::update)
          .status(StatefulSetValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final Path STRATEGY = SPEC.child("updateStrategy");
  private static final String ROLLING_FORM = "Partition:number MaxUnavailable:any";
  private static final InternalForm STRATEGY_FORM =
      InternalForm.of("Type:text RollingUpdate:?{" + ROLLING_FORM + "}");
  private static final List<String> POLICIES = List.of("Retain", "Delete");
  private static final List<String> CHANGEABLE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final List<String> COUNTS =
      List.of(
          "replicas",
          "readyReplicas",
          "currentReplicas",
          "updatedReplicas",
          "availableReplicas",
          "observedGeneration",
          "collisionCount");

  private StatefulSetValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    podManagement(spec, errors);
    strategy(spec.mapOrEmpty("updateStrategy"), errors);
    retention(spec.mapOrEmpty("persistentVolumeClaimRetentionPolicy"), errors);
    claimTemplates(spec.listOrEmpty("volumeClaimTemplates"), errors);
    Numbers.nonNegative(spec, "replicas", SPEC, errors);
    Numbers.nonNegative(spec, "minReadySeconds", SPEC, errors);
    Numbers.nonNegative(spec.mapOrEmpty("ordinals"), "start", SPEC.child("ordinals"), errors);
    serviceName(spec, errors);
    selectorAndTemplate(spec, errors);
  }

  private static void podManagement(MapValue spec, FieldErrors errors) {
    String policy = spec.text("podManagementPolicy", "");
    Path at = SPEC.child("podManagementPolicy");
    switch (policy) {
      case "" -> errors.required(at);
      case "OrderedReady", "Parallel" -> {}
      default -> errors.invalidText(at, policy, "must be 'OrderedReady' or 'Parallel'");
    }
  }

  private static void strategy(MapValue strategy, FieldErrors errors) {
    Path at = STRATEGY.child("rollingUpdate");
    MapValue rolling = strategy.map("rollingUpdate");
    switch (strategy.text("type", "")) {
      case "" -> errors.required(STRATEGY);
      case "OnDelete" -> {
        if (rolling != null) {
          errors.invalid(
              at,
              InternalForm.of(ROLLING_FORM).show(rolling),
              "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case "RollingUpdate" -> {
        if (rolling != null) {
          Numbers.nonNegative(rolling, "partition", at, errors);
        }
      }
      default ->
          errors.invalid(
              STRATEGY, STRATEGY_FORM.show(strategy), "must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  private static void retention(MapValue policy, FieldErrors errors) {
    Path at = SPEC.child("persistentVolumeClaimRetentionPolicy");
    for (String field : List.of("whenDeleted", "whenScaled")) {
      String value = policy.text(field);
      if (value != null && !POLICIES.contains(value)) {
        errors.notSupported(at.child(field), GoQuote.quote(value), POLICIES);
      }
    }
  }

  private static void serviceName(MapValue spec, FieldErrors errors) {
    String name = spec.text("serviceName", "");
    if (!name.isEmpty()) {
      Names.dnsLabel(name)
          .forEach(fault -> errors.invalidText(SPEC.child("serviceName"), name, fault));
    }
  }

  private static void claimTemplates(ListValue claims, FieldErrors errors) {
    for (int i = 0; i < claims.size(); i++) {
      Path at = SPEC.child("volumeClaimTemplates").index(i).child("spec");
      ClaimValidation.spec(claims.mapAt(i).mapOrEmpty("spec"), at, errors);
    }
  }

  private static void selectorAndTemplate(MapValue spec, FieldErrors errors) {
    TemplateSelector.required(spec, "statefulset", SPEC, errors);
    if (!TemplateSelector.isParsable(spec.map("selector"))) {
      errors.invalid(SPEC.child("selector"), TemplateSelector.shown(spec.map("selector")), "");
      return;
    }
    TemplateSelector.matches(spec, SPEC, errors);
    MapValue template = withClaims(spec);
    PodTemplateValidation.check(template, SPEC.child("template"), errors);
    PodTemplateValidation.metadata(template, SPEC.child("template"), errors); // upstream: twice
    WorkloadTemplate.endless(template.mapOrEmpty("spec"), "StatefulSet", errors);
  }

  /// The template as its pods will have it: with a volume for each claim.
  private static MapValue withClaims(MapValue spec) {
    MapValue template = spec.mapOrEmpty("template").copy();
    ListValue claims = spec.listOrEmpty("volumeClaimTemplates");
    MapValue podSpec = template.mapOrPut("spec");
    if (!claims.isEmpty()) {
      podSpec.put("volumes", volumes(claims, podSpec.listOrEmpty("volumes")));
    }
    return template;
  }

  private static ListValue volumes(ListValue claims, ListValue own) {
    ListValue volumes = new ListValue();
    Set<String> names = new HashSet<>();
    for (MapValue claim : claims.maps()) {
      String name = claim.mapOrEmpty("metadata").text("name", "");
      if (names.add(name)) {
        MapValue source = MapValue.of("claimName", name);
        volumes.add(MapValue.of("name", name, "persistentVolumeClaim", source));
      }
    }
    own.maps().stream()
        .filter(volume -> !names.contains(volume.text("name", "")))
        .forEach(volumes::add);
    return volumes;
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    create(now, errors);
    MapValue rest = rest(now);
    if (!Immutable.same(rest, rest(old))) {
      errors.forbidden(
          SPEC,
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'revisionHistoryLimit',"
              + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }

  private static MapValue rest(MapValue object) {
    MapValue rest = object.mapOrEmpty("spec").copy();
    CHANGEABLE.forEach(rest::remove);
    return rest;
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    Counts.nonNegative(status, COUNTS, errors);
    Counts.atMostReplicas(
        status,
        List.of("readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"),
        errors);
    Counts.atMost(status, "availableReplicas", "readyReplicas", "status.readyReplicas", errors);
    Counts.notDecremented(now, old, "collisionCount", errors);
  }
}
