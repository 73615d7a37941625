package dev.stopwater.server.health;

import dev.stopwater.http.Reply;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.MapValue;
import java.io.IOException;

/// `/version`: the release whose API is served, by which clients decide what they may ask.
public final class VersionDocument {

  private final byte[] json;

  /// @param release such as `v1.36.3`
  /// @param build what built this server
  public VersionDocument(String release, String build) {
    String[] numbers = release.substring(1).split("\\.");
    int minor = Integer.parseInt(numbers[1]);
    json =
        JsonWriter.encodePretty(
            new MapValue()
                .put("major", numbers[0])
                .put("minor", numbers[1])
                .put("emulationMajor", numbers[0])
                .put("emulationMinor", numbers[1])
                .put("minCompatibilityMajor", numbers[0])
                .put("minCompatibilityMinor", Integer.toString(minor - 1))
                .put("gitVersion", release)
                .put("gitCommit", build)
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "none (Java " + Runtime.version().feature() + ")")
                .put("compiler", "javac")
                .put("platform", platform()));
  }

  private static String platform() {
    String system = System.getProperty("os.name", "unknown").toLowerCase(java.util.Locale.ROOT);
    String machine = System.getProperty("os.arch", "unknown");
    return (system.startsWith("mac") ? "darwin" : system.split(" ")[0])
        + "/"
        + (machine.equals("x86_64") ? "amd64" : machine.equals("aarch64") ? "arm64" : machine);
  }

  public void serve(Reply reply) throws IOException {
    reply.status(200);
    reply.header("Content-Type", "application/json");
    reply.send(json);
  }
}
