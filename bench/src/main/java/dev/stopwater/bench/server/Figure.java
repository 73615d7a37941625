package dev.stopwater.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is measured: which objects must be there, which request is repeated, and how many at once.
enum Figure {

  /// One object of 2 KB by its name.
  GET(8, 8, true) {
    @Override
    void prepare(ApiTarget target) throws IOException, InterruptedException {
      namespace(target);
      target.ensure(MAPS, map("one"));
    }

    @Override
    String path() {
      return MAPS + "/one";
    }
  },

  /// 10,000 objects of 2 KB in one answer.
  LIST(4, 1, true) {
    @Override
    void prepare(ApiTarget target) throws IOException, InterruptedException {
      namespace(target, "bench-list");
      target.ensureAll(LISTED, 10_000, number -> map("map-" + number));
    }

    @Override
    String path() {
      return LISTED;
    }
  },

  /// Objects of 2 KB, made by 64 writers that each wait for their answer.
  CREATE(64, 1, false) {
    @Override
    void prepare(ApiTarget target) throws IOException, InterruptedException {
      namespace(target);
    }

    @Override
    String path() {
      return MAPS;
    }

    @Override
    Path body(Path directory) throws IOException {
      return Files.writeString(
          directory.resolve("body.json"), object("\"generateName\": \"made-\""));
    }
  };

  private static final String MAPS = "/api/v1/namespaces/bench/configmaps";
  private static final String LISTED = "/api/v1/namespaces/bench-list/configmaps";
  private static final int VALUE = 1_750; // with its metadata an object then has 2 KB

  private final int clients;
  private final int streams;
  private final boolean readOnly;

  Figure(int clients, int streams, boolean readOnly) {
    this.clients = clients;
    this.streams = streams;
    this.readOnly = readOnly;
  }

  abstract void prepare(ApiTarget target) throws IOException, InterruptedException;

  abstract String path();

  @Nullable Path body(Path directory) throws IOException {
    return null;
  }

  /// Whether nginx can do the same.
  boolean readOnly() {
    return readOnly;
  }

  H2Load load(int seconds, Path directory) throws IOException {
    return new H2Load(clients, streams, seconds, body(directory));
  }

  private static void namespace(ApiTarget target) throws IOException, InterruptedException {
    namespace(target, "bench");
  }

  private static void namespace(ApiTarget target, String name)
      throws IOException, InterruptedException {
    target.ensure(
        "/api/v1/namespaces",
        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\"}}"
            .formatted(name));
  }

  static String map(String name) {
    return object("\"name\": \"" + name + "\"");
  }

  private static String object(String named) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {%s}, \"data\": {\"text\": \"%s\"}}"
        .formatted(named, "x".repeat(VALUE));
  }
}
