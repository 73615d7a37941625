package dev.stopwater.assembly;

import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Write;
import dev.stopwater.watchcache.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keeps flow control as its objects say, and the objects as they should be: those that exist on
/// every server, and what FlowSchemas are told of their level. One thread at a time.
final class FlowController {

  private static final Duration UPKEEP = Duration.ofSeconds(5);
  private static final Duration ADJUSTMENT = Duration.ofSeconds(10);

  private final FlowControl flows;
  private final ResourceStore schemas;
  private final ResourceStore levels;
  private final List<MapValue> shippedSchemas;
  private final List<MapValue> shippedLevels;
  private final InstantSource clock;
  private Set<Item> seen = Set.of();
  private Instant kept = Instant.MIN;
  private Instant adjusted;

  /// @param shippedSchemas with their defaults filled in, as are `shippedLevels`
  FlowController(
      FlowControl flows,
      ResourceStore schemas,
      ResourceStore levels,
      List<MapValue> shippedSchemas,
      List<MapValue> shippedLevels,
      InstantSource clock) {
    this.flows = flows;
    this.schemas = schemas;
    this.levels = levels;
    this.shippedSchemas = List.copyOf(shippedSchemas);
    this.shippedLevels = List.copyOf(shippedLevels);
    this.clock = clock;
    this.adjusted = clock.instant();
  }

  /// Looks what has changed since the last turn, and does what is due.
  void turn() throws InterruptedException {
    Instant now = clock.instant();
    if (!now.isBefore(adjusted.plus(ADJUSTMENT))) {
      adjusted = now;
      flows.adjust();
    }
    Set<Item> present = new HashSet<>(items(schemas));
    present.addAll(items(levels));
    boolean first = kept.equals(Instant.MIN);
    boolean due = first || !now.isBefore(kept.plus(UPKEEP));
    if (first || !present.equals(seen)) {
      seen = present;
      configure();
      tellSchemas();
    }
    if (due) {
      kept = now;
      keep(levels, shippedLevels);
      keep(schemas, shippedSchemas);
    }
  }

  private static List<Item> items(ResourceStore store) {
    List<Item> items = new ArrayList<>();
    store.cache().snapshot().items("", "").forEachRemaining(items::add);
    return items;
  }

  private static List<MapValue> objects(ResourceStore store) {
    return items(store).stream().map(ResourceStore::tree).toList();
  }

  private void configure() {
    flows.configure(
        withMandatory(objects(schemas), shippedSchemas),
        withMandatory(objects(levels), shippedLevels));
  }

  /// What must be there is, even while it is not stored.
  private static List<MapValue> withMandatory(List<MapValue> stored, List<MapValue> shipped) {
    List<MapValue> all = new ArrayList<>(stored);
    shipped.stream()
        .filter(FlowDefaults::mandatory)
        .filter(each -> find(stored, Metadata.name(each)) == null)
        .forEach(all::add);
    return all;
  }

  private static @org.jspecify.annotations.Nullable MapValue find(
      List<MapValue> objects, String name) {
    for (MapValue each : objects) {
      if (Metadata.name(each).equals(name)) {
        return each;
      }
    }
    return null;
  }

  // What exists on every server

  private static void keep(ResourceStore store, List<MapValue> shipped)
      throws InterruptedException {
    List<MapValue> stored = objects(store);
    for (MapValue wanted : shipped) {
      MapValue present = find(stored, Metadata.name(wanted));
      if (present == null) {
        create(store, wanted.copy());
      } else if (!FlowDefaults.wanted(present, wanted).equals(present)) {
        update(
            store,
            Metadata.name(wanted),
            "",
            item -> {
              return FlowDefaults.wanted(ResourceStore.tree(item), wanted);
            });
      }
    }
    for (MapValue present : stored) {
      if (FlowDefaults.ours(present) && find(shipped, Metadata.name(present)) == null) {
        remove(store, Metadata.name(present));
      }
    }
  }

  private static void create(ResourceStore store, MapValue object) throws InterruptedException {
    try {
      store.create(object, Write.OWN);
    } catch (StatusException e) {
      ignoreRaces(e);
    }
  }

  private static void update(
      ResourceStore store, String name, String subresource, ResourceStore.Edit edit)
      throws InterruptedException {
    try {
      store.update("", name, edit, new Write(subresource, false, Write.OWN.gate()));
    } catch (StatusException e) {
      ignoreRaces(e);
    }
  }

  private static void remove(ResourceStore store, String name) throws InterruptedException {
    try {
      store.delete("", name, Deletion.DEFAULT, Write.OWN);
    } catch (StatusException e) {
      ignoreRaces(e);
    }
  }

  /// Another writer was first: the next turn looks again.
  private static void ignoreRaces(StatusException e) {
    if (e.code() != 404 && e.code() != 409) {
      throw e;
    }
  }

  // Whether a schema's level is there

  private void tellSchemas() throws InterruptedException {
    Set<String> names = new HashSet<>();
    items(levels).forEach(item -> names.add(item.attributes().name()));
    for (MapValue schema : objects(schemas)) {
      String level = level(schema);
      boolean there = names.contains(level) || level.equals("exempt") || level.equals("catch-all");
      if (!says(schema, condition(level, there))) {
        update(schemas, Metadata.name(schema), "status", item -> told(item, level, there));
      }
    }
  }

  private static String level(MapValue schema) {
    return schema.mapOrEmpty("spec").mapOrEmpty("priorityLevelConfiguration").text("name", "");
  }

  private static MapValue condition(String level, boolean there) {
    return MapValue.of(
        "type",
        "Dangling",
        "status",
        there ? "False" : "True",
        "reason",
        there ? "Found" : "NotFound",
        "message",
        "This FlowSchema references the PriorityLevelConfiguration object named \""
            + level
            + "\" "
            + (there ? "and it exists" : "but there is no such object"));
  }

  private static boolean says(MapValue schema, MapValue condition) {
    for (MapValue each : schema.mapOrEmpty("status").listOrEmpty("conditions").maps()) {
      if (each.text("type", "").equals("Dangling")) {
        MapValue bare = each.copy();
        bare.remove("lastTransitionTime");
        return bare.equals(condition);
      }
    }
    return false;
  }

  private MapValue told(Item present, String level, boolean there) {
    MapValue schema = ResourceStore.tree(present);
    MapValue condition = condition(level, there);
    String since = Metadata.time(clock.instant());
    ListValue conditions = new ListValue();
    for (MapValue each : schema.mapOrEmpty("status").listOrEmpty("conditions").maps()) {
      if (!each.text("type", "").equals("Dangling")) {
        conditions.add(each);
      } else if (each.text("status", "").equals(condition.text("status", ""))) {
        since = each.text("lastTransitionTime", since);
      }
    }
    conditions.add(condition.put("lastTransitionTime", since));
    schema.mapOrPut("status").put("conditions", conditions);
    return schema;
  }
}
