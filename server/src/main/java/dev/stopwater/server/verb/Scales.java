package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.select.LabelSelector;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.watchcache.Item;

/// An `autoscaling/v1 Scale`: the view of an object that has replicas, and the change of it that a
/// view comes to.
final class Scales {

  private Scales() {}

  /// The view of a stored object; its resourceVersion is the object's.
  static MapValue of(Item item) {
    return of((MapValue) Json.parse(item.json()));
  }

  static MapValue of(MapValue object) {
    MapValue metadata = object.mapOrEmpty("metadata");
    MapValue shown = new MapValue();
    for (String key :
        new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
      String text = metadata.text(key);
      if (text != null) {
        shown.put(key, text);
      }
    }
    MapValue spec = object.mapOrEmpty("spec");
    MapValue view = new MapValue();
    long replicas = spec.integer("replicas", 0);
    if (replicas != 0) {
      view.put("replicas", replicas);
    }
    MapValue status =
        new MapValue().put("replicas", object.mapOrEmpty("status").integer("replicas", 0));
    String selector = selector(object, spec);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return MapValue.of("kind", "Scale", "apiVersion", "autoscaling/v1")
        .put("metadata", shown)
        .put("spec", view)
        .put("status", status);
  }

  /// A ReplicationController selects by plain labels, everything else by a LabelSelector.
  private static String selector(MapValue object, MapValue spec) {
    MapValue selector = spec.map("selector");
    if (selector == null) {
      return "";
    }
    boolean plain = object.text("kind", "").equals("ReplicationController");
    return (plain ? LabelSelector.ofLabels(selector) : LabelSelector.of(selector)).toString();
  }

  /// The object with the wanted number of replicas, and the view's resourceVersion and uid as
  /// preconditions.
  static MapValue applied(MapValue object, MapValue scale) {
    MapValue changed = object.copy();
    MapValue metadata = changed.mapOrPut("metadata");
    MapValue wanted = scale.mapOrEmpty("metadata");
    String version = wanted.text("resourceVersion", "");
    if (version.isEmpty()) {
      metadata.remove("resourceVersion");
    } else {
      metadata.put("resourceVersion", version);
    }
    String uid = wanted.text("uid", "");
    if (!uid.isEmpty()) {
      metadata.put("uid", uid);
    }
    changed.mapOrPut("spec").put("replicas", scale.mapOrEmpty("spec").integer("replicas", 0));
    return changed;
  }
}
