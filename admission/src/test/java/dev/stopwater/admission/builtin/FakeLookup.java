package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Objects put there by a test.
final class FakeLookup implements Lookup {

  private final TreeMap<String, MapValue> objects = new TreeMap<>();

  FakeLookup with(String resource, String namespace, MapValue object) {
    String name = object.mapOrEmpty("metadata").text("name", "");
    objects.put(resource + "/" + namespace + "/" + name, object);
    return this;
  }

  @Override
  public @Nullable MapValue find(String group, String resource, String namespace, String name) {
    return objects.get(resource + "/" + namespace + "/" + name);
  }

  @Override
  public List<MapValue> list(String group, String resource, String namespace) {
    String prefix = resource + "/" + namespace + "/";
    return List.copyOf(objects.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }
}
