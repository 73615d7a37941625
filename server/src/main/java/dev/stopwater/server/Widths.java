package dev.stopwater.server;

import dev.stopwater.flowcontrol.estimate.ListShape;
import dev.stopwater.flowcontrol.estimate.WorkEstimator;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.Work;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.Snapshot;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How wide requests are, by what is stored and who watches now. Threadsafe.
public final class Widths {

  private static final long KEPT_NANOS = 60_000_000_000L;
  private static final int SAMPLED = 1000;

  /// Where a kind's objects are.
  @FunctionalInterface
  public interface Stores {

    /// @return null if there is no such kind
    @Nullable ResourceStore find(String group, String version, String resource);
  }

  private record Size(long bytes, long at) {}

  private final Stores stores;
  private final OpenWatches watches;
  private final LongSupplier nanos;
  private final Map<ResourceStore, Size> sizes = new ConcurrentHashMap<>();

  /// @param nanos a clock that only goes on
  public Widths(Stores stores, OpenWatches watches, LongSupplier nanos) {
    this.stores = stores;
    this.watches = watches;
    this.nanos = nanos;
  }

  Work of(RequestContext request, Flow flow) {
    RequestInfo info = request.info();
    if (!info.resourceRequest()) {
      return Work.ONE;
    }
    return switch (info.verb()) {
      case "list" -> list(request, flow.mostSeats());
      case "watch" -> beginsWithAll(request.query()) ? list(request, flow.mostSeats()) : Work.ONE;
      case "create", "update", "patch", "delete" -> write(info, flow);
      default -> Work.ONE;
    };
  }

  private static boolean beginsWithAll(Query query) {
    String version = query.text("resourceVersion");
    return query.flag("sendInitialEvents") || version.isEmpty() || version.equals("0");
  }

  private Work list(RequestContext request, int most) {
    RequestInfo info = request.info();
    ResourceStore store = stores.find(info.group(), info.version(), info.resource());
    if (store == null) {
      return Work.ONE;
    }
    Query query = request.query();
    boolean selective =
        !query.text("labelSelector").isEmpty() || !query.text("fieldSelector").isEmpty();
    ListShape shape =
        new ListShape(limit(query.text("limit")), !info.name().isEmpty(), selective, true);
    Snapshot snapshot = store.cache().snapshot();
    return WorkEstimator.list(shape, snapshot.size(), size(store, snapshot), most);
  }

  private static long limit(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0; // it will be refused
    }
  }

  private long size(ResourceStore store, Snapshot snapshot) {
    Size known = sizes.get(store);
    long now = nanos.getAsLong();
    if (known == null || now - known.at > KEPT_NANOS) {
      known = new Size(average(snapshot), now);
      if (known.bytes > 0) {
        sizes.put(store, known);
      }
    }
    return known.bytes;
  }

  private static long average(Snapshot snapshot) {
    long bytes = 0;
    int seen = 0;
    Iterator<Item> items = snapshot.items("", "");
    while (items.hasNext() && seen < SAMPLED) {
      bytes += items.next().json().length;
      seen++;
    }
    return seen == 0 ? 0 : bytes / seen;
  }

  private Work write(RequestInfo info, Flow flow) {
    if (info.resource().equals("serviceaccounts") && info.subresource().equals("token")) {
      return Work.ONE;
    }
    int interested =
        watches.interested(
            new OpenWatches.Scope(info.group(), info.resource(), info.namespace(), info.name()));
    flow.series().watchers(interested);
    return WorkEstimator.write(interested, flow.mostSeats());
  }
}
