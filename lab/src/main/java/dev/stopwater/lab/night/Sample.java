package dev.stopwater.lab.night;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;

/// What the server of a night says of itself in one line.
public sealed interface Sample permits Sample.Ready, Sample.Threads, Sample.Heap, Census {

  /// It listens, and this leads to it.
  record Ready(String kubeconfig) implements Sample {
    @Override
    public MapValue values() {
      return MapValue.of("is", "ready", "kubeconfig", kubeconfig);
    }
  }

  /// How it is now.
  ///
  /// @param threads of requests
  /// @param leftBehind of these, whose request is over
  /// @param timedOut requests, since the start
  /// @param heap bytes that live there
  /// @param resident bytes of the process
  record Threads(long threads, long leftBehind, long timedOut, long heap, long resident)
      implements Sample {
    @Override
    public MapValue values() {
      return MapValue.of(
          "is",
          "sample",
          "threads",
          threads,
          "leftBehind",
          leftBehind,
          "timedOut",
          timedOut,
          "heap",
          heap,
          "resident",
          resident);
    }
  }

  /// Bytes on the heap after a collection that was asked for.
  record Heap(long bytes) implements Sample {
    @Override
    public MapValue values() {
      return MapValue.of("is", "heap", "bytes", bytes);
    }
  }

  MapValue values();

  default String json() {
    return new String(JsonWriter.encodeInOwnOrder(values()), StandardCharsets.UTF_8);
  }

  /// @throws IllegalArgumentException it is no such line
  static Sample read(String line) {
    try {
      if (Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof MapValue map) {
        return of(map, map.text("is", ""));
      }
    } catch (DecodeException e) {
      throw new IllegalArgumentException("not a line of a night: " + line, e);
    }
    throw new IllegalArgumentException("not a line of a night: " + line);
  }

  private static Sample of(MapValue map, String what) {
    return switch (what) {
      case "ready" -> new Ready(map.text("kubeconfig", ""));
      case "sample" ->
          new Threads(
              map.integer("threads", 0),
              map.integer("leftBehind", 0),
              map.integer("timedOut", 0),
              map.integer("heap", 0),
              map.integer("resident", 0));
      case "heap" -> new Heap(map.integer("bytes", 0));
      case "census" -> Census.of(map);
      default -> throw new IllegalArgumentException("not a line of a night: " + what);
    };
  }
}
