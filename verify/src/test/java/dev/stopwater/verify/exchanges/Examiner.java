package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/// Runs scenarios against a server, one after the other, over a connection of its own.
final class Examiner implements AutoCloseable {

  /// What is not compared: field ownership has themes of its own.
  private static final Set<String> IGNORED = Set.of("managedFields");

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final int LONG_ENOUGH = 1000; // the recordings mask revisions of four digits
  private static final int MOST_WRITES = 1100;

  private final Wire wire;
  private final String user;

  Examiner(SSLContext tls, URI server) throws IOException {
    this.wire = new Wire(tls, server);
    this.user =
        post(
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                MapValue.of("apiVersion", "authentication.k8s.io/v1", "kind", "SelfSubjectReview"))
            .textAt("status", "userInfo", "username");
  }

  /// Writes until revisions have four digits.
  void growRevisions() throws IOException {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    long revision = 0;
    for (int i = 0; i < MOST_WRITES && revision <= LONG_ENOUGH; i++) {
      MapValue metadata = MapValue.of("generateName", "a");
      String written =
          post(path, MapValue.of("kind", "ConfigMap", "apiVersion", "v1", "metadata", metadata))
              .textAt("metadata", "resourceVersion");
      revision = Long.parseLong(written);
    }
  }

  Verdict examine(Scenario scenario) {
    try {
      return examine(scenario, new Conversation(wire, namespace(), user));
    } catch (IOException | RuntimeException broken) {
      return new Verdict(scenario, List.of(broken.toString()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Verdict(scenario, List.of("interrupted"));
    }
  }

  private static Verdict examine(Scenario scenario, Conversation conversation)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (Step step : scenario.steps()) {
      number++;
      switch (step) {
        case Step.Pause pause -> Thread.sleep(pause.length());
        case Step.Ask ask -> {
          String title = "step %d %s: ".formatted(number, ask.request());
          Differences.between(ask.answer(), conversation.perform(ask), IGNORED)
              .forEach(each -> problems.add(title + each));
        }
      }
    }
    return new Verdict(scenario, problems);
  }

  private String namespace() throws IOException {
    String name =
        "x-"
            + UUID.randomUUID()
                .toString()
                .replaceAll("[-0-9]", "")
                .concat("abcdefgh")
                .substring(0, 8);
    MapValue metadata = MapValue.of("name", name);
    post(
        "/api/v1/namespaces",
        MapValue.of("apiVersion", "v1", "kind", "Namespace", "metadata", metadata));
    return name;
  }

  private MapValue post(String path, MapValue body) throws IOException {
    byte[] text = JsonText.of(body).getBytes(StandardCharsets.UTF_8);
    Wire.Answer answer = wire.send("POST", path, JSON, text);
    if (answer.status() != 201) {
      throw new IOException("not created: " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return (MapValue) Json.parse(answer.body());
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
