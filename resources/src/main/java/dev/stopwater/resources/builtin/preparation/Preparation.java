package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.defaults.Defaults;
import dev.stopwater.resources.definition.Definition;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an object that a client wants to write into one that may be stored: the fields that the
/// server owns are set, those of the other side (spec or status) are kept as they were.
///
/// It comes after defaults and mutating admission, and before validation. What all kinds share (the
/// name, uid, times, resourceVersion and the old generation in `metadata`) has been done before:
/// names and uid are needed here. Objects are changed in place; stored ones never are. Threadsafe.
public final class Preparation {

  private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");
  private static final Map<String, KindRule> RULES = rules();

  private final InstantSource clock;

  public Preparation(InstantSource clock) {
    this.clock = clock;
  }

  /// Prepares a new object.
  public void create(Definition definition, MapValue object) {
    if (definition.subresource("status") != null && !keepsStatusAtCreation(definition)) {
      resetStatus(definition, object);
    }
    Generation generation = Facts.of(definition).generation();
    if (generation.counted() && generation.fromCreation()) {
      object.mapOrPut("metadata").put("generation", 1);
    }
    rule(definition).create().prepare(object, clock.instant());
  }

  /// Prepares a changed object, written through the resource itself.
  ///
  /// @param now what shall be stored
  /// @param old what is stored
  public void update(Definition definition, MapValue now, MapValue old) {
    if (definition.subresource("status") != null) {
      keep("status", now, old);
    }
    rule(definition).update().prepare(now, old, clock.instant());
    Generation generation = Facts.of(definition).generation();
    if (generation.counted()) {
      long before = old.mapOrEmpty("metadata").integer("generation", 0);
      long after = generation.grows(now, old) ? before + 1 : before;
      if (after > 0) {
        now.mapOrPut("metadata").put("generation", after);
      }
    }
  }

  /// Prepares an object written through its status subresource.
  public void status(Definition definition, MapValue now, MapValue old) {
    for (String field : List.copyOf(now.keys())) {
      if (!HEAD.contains(field) && !field.equals("status")) {
        keep(field, now, old);
      }
    }
    for (String field : old.keys()) {
      if (!field.equals("status") && !now.has(field)) {
        keep(field, now, old);
      }
    }
    keepMetadata(Facts.of(definition).statusMetadata(), now, old);
    rule(definition).status().prepare(now, old, clock.instant());
  }

  /// Prepares a pod of which only a part is written, through `resize` or `ephemeralcontainers`: the
  /// rest stays as it was.
  public void partOfPod(Definition pods, MapValue now, MapValue old, String subresource) {
    PodParts.keepOthers(now, old, subresource);
    update(pods, now, old);
  }

  /// How long an object may take to end once it is deleted: zero for kinds that end at once.
  ///
  /// @param asked what the client asks for, or null
  public static long gracePeriodSeconds(
      Definition definition, MapValue object, @Nullable Long asked) {
    return Facts.of(definition).deletion().graceful()
        ? PodPreparation.gracePeriodSeconds(object, asked)
        : 0;
  }

  /// Nodes register themselves together with their status. Custom resources lose what they send.
  private static boolean keepsStatusAtCreation(Definition definition) {
    return definition.tableKey().equals("Node");
  }

  private static void resetStatus(Definition definition, MapValue object) {
    object.remove("status");
    Field field = definition.schema().field("status");
    if (field != null
        && field.whenEmpty() == Field.WhenEmpty.EMPTY_STRUCT
        && field.type() instanceof Type.Struct(var schema)) {
      MapValue status = new MapValue();
      Defaults.complete(schema, status);
      object.put("status", status);
    }
  }

  private static void keepMetadata(Facts.StatusMetadata rule, MapValue now, MapValue old) {
    MapValue metadata = now.mapOrPut("metadata");
    MapValue before = old.mapOrEmpty("metadata");
    List<String> kept =
        switch (rule) {
          case STORED -> List.of();
          case OLD -> List.of("labels", "annotations", "finalizers", "ownerReferences");
          case WITHOUT_LABELS -> List.of("labels");
          case WITHOUT_OWNERS -> List.of("ownerReferences");
        };
    kept.forEach(field -> keep(field, metadata, before));
  }

  /// Makes a field what it was.
  static void keep(String field, MapValue now, MapValue old) {
    Value before = old.find(field);
    if (before == null) {
      now.remove(field);
    } else {
      now.put(field, before.copy());
    }
  }

  private static KindRule rule(Definition definition) {
    return RULES.getOrDefault(definition.tableKey(), KindRule.NONE);
  }

  private static Map<String, KindRule> rules() {
    Map<String, KindRule> rules = new HashMap<>();
    PodPreparation.addTo(rules);
    WorkloadPreparation.addTo(rules);
    ServicePreparation.addTo(rules);
    StoragePreparation.addTo(rules);
    ClusterPreparation.addTo(rules);
    return Map.copyOf(rules);
  }
}
