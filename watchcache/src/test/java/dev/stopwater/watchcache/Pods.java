package dev.stopwater.watchcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A kind for tests. Its objects are stored as the value of their one label, `color`; their JSON is
/// `revision:color`.
final class Pods implements Decoder {

  static final String PREFIX = "/registry/pods/";

  final AtomicInteger splices = new AtomicInteger();

  @Override
  public Item decode(String key, Entry entry) {
    String color = new String(entry.value(), UTF_8);
    if (color.equals("damaged")) {
      throw new IllegalArgumentException("cannot decode " + key);
    }
    return item(key, entry.revision(), color);
  }

  static Item item(String key, long revision, String color) {
    int slash = key.indexOf('/');
    String namespace = slash < 0 ? "" : key.substring(0, slash);
    Attributes attributes =
        new Attributes(namespace, key.substring(slash + 1), "", Map.of("color", color), Map.of());
    return new Item(key, revision, (revision + ":" + color).getBytes(UTF_8), attributes);
  }

  @Override
  public byte[] withRevision(byte[] json, long revision) {
    splices.incrementAndGet();
    String text = new String(json, UTF_8);
    return (revision + text.substring(text.indexOf(':'))).getBytes(UTF_8);
  }

  static boolean red(Attributes object) {
    return "red".equals(object.labels().get("color"));
  }

  static long create(Store store, String key, String color) throws Exception {
    return committed(store.write(Change.create(PREFIX + key, color.getBytes(UTF_8))));
  }

  static long replace(Store store, String key, long expected, String color) throws Exception {
    return committed(store.write(Change.replace(PREFIX + key, expected, color.getBytes(UTF_8))));
  }

  static long delete(Store store, String key, long expected) throws Exception {
    return committed(store.write(Change.delete(PREFIX + key, expected)));
  }

  /// A write of a key that no cache is told of.
  static long elsewhere(Store store, String key) throws Exception {
    return committed(store.write(Change.create("/registry/other/" + key, new byte[0])));
  }

  private static long committed(Outcome outcome) {
    return ((Outcome.Committed) outcome).revision();
  }

  static String text(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Changed changed ->
          changed.type()
              + " "
              + changed.attributes().name()
              + " "
              + new String(changed.json(), UTF_8);
      case WatchEvent.InitialEventsEnd end -> "END " + end.revision();
    };
  }
}
