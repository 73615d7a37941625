package dev.stopwater.resources.lifecycle;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.Gate;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Write;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;

/// Empties namespaces that are being deleted and then lets them go, until a controller of
/// upstream's does it. Pods go first; what holds a finalizer of its own stays, and the namespace
/// with it.
///
/// One turn looks at every namespace once, on the thread of the loop that calls it.
public final class NamespaceEnding {

  private static final String FINALIZER = "kubernetes";

  /// Clients see a namespace being deleted for at least so long, as they do with a controller that
  /// has other work.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ResourceStore namespaces;
  private final List<ResourceStore> contents;
  private final InstantSource clock;

  /// @param contents the stores of namespaced kinds, in the order in which they are emptied
  public NamespaceEnding(
      ResourceStore namespaces, List<ResourceStore> contents, InstantSource clock) {
    this.namespaces = namespaces;
    this.contents = List.copyOf(contents);
    this.clock = clock;
  }

  public void turn() throws InterruptedException {
    Instant now = clock.instant();
    Iterator<Item> all = namespaces.cache().snapshot().items("", "");
    while (all.hasNext()) {
      Item item = all.next();
      if ("Terminating".equals(item.attributes().field("status.phase"))) {
        MapValue namespace = ResourceStore.tree(item);
        String since = namespace.mapOrEmpty("metadata").text("deletionTimestamp");
        if (since != null && !Instant.parse(since).plus(PATIENCE).isAfter(now)) {
          end(item.attributes().name(), namespace);
        }
      }
    }
  }

  private void end(String name, MapValue namespace) throws InterruptedException {
    boolean empty = true;
    for (ResourceStore store : contents) {
      empty &= emptied(store, name);
    }
    if (empty && finalizers(namespace).contains(FINALIZER)) {
      letGo(name);
    }
  }

  private static boolean emptied(ResourceStore store, String namespace)
      throws InterruptedException {
    String prefix = namespace + "/";
    Snapshot snapshot = store.cache().snapshot();
    Iterator<Item> items = snapshot.items(prefix, prefix);
    while (items.hasNext()) {
      Item item = items.next();
      try {
        store.delete(namespace, item.attributes().name(), Deletion.DEFAULT, Write.OWN);
      } catch (StatusException e) {
        if (e.code() != 404) {
          return false; // it will be tried again
        }
      }
    }
    return store.cache().snapshot().count(prefix) == 0;
  }

  private static List<String> finalizers(MapValue namespace) {
    return namespace.mapOrEmpty("spec").listOrEmpty("finalizers").texts();
  }

  private void letGo(String name) throws InterruptedException {
    Write finalize = new Write("finalize", false, Gate.OPEN);
    try {
      namespaces.update("", name, NamespaceEnding::withoutFinalizer, finalize);
    } catch (StatusException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static MapValue withoutFinalizer(Item present) {
    MapValue namespace = ResourceStore.tree(present);
    ListValue left = new ListValue();
    for (String finalizer : finalizers(namespace)) {
      if (!finalizer.equals(FINALIZER)) {
        left.add(new Text(finalizer));
      }
    }
    if (left.isEmpty()) {
      namespace.mapOrPut("spec").remove("finalizers");
    } else {
      namespace.mapOrPut("spec").put("finalizers", left);
    }
    return namespace;
  }
}
