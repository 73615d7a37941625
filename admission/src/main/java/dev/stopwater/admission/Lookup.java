package dev.stopwater.admission;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How gates look at other objects: as of now or a moment ago. What they get is theirs to read, not
/// to change. Threadsafe.
public interface Lookup {

  /// @param group empty for the core group
  /// @param namespace empty for cluster-scoped objects
  @Nullable MapValue find(String group, String resource, String namespace, String name);

  /// All objects of a resource, in the order of their names.
  ///
  /// @param namespace empty for all namespaces
  List<MapValue> list(String group, String resource, String namespace);
}
