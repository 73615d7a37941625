package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.targets.ApiTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A server with connections that stay for a whole figure.
record Connected(ApiTarget server, Http2 connections) {

  /// Several of them, closed together.
  record All(List<Connected> list) implements AutoCloseable {

    static All open(List<ApiTarget> servers, int connections)
        throws IOException, InterruptedException {
      All all = new All(new ArrayList<>());
      try {
        for (ApiTarget each : servers) {
          all.list.add(new Connected(each, Http2.open(each.target(), connections)));
        }
        return all;
      } catch (IOException | InterruptedException e) {
        all.close();
        throw e;
      }
    }

    @Override
    public void close() {
      list.forEach(each -> each.connections.close());
    }
  }
}
