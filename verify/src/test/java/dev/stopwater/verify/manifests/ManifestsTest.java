package dev.stopwater.verify.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.stopwater.verify.Client;
import dev.stopwater.verify.ServerProcess;
import dev.stopwater.verify.manifests.Published.Manifest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Published manifests are stored as they were sent. Objects without a namespace get one for each
/// file, so that the limits of one example do not bind another.
class ManifestsTest {

  private static final int OBJECTS = 50;
  private static final int KINDS = 20;
  private static final Gson JSON = new GsonBuilder().serializeNulls().create();
  private static final Pattern UNKNOWN = Pattern.compile("unknown field \\\\?\"([^\"\\\\]+)");

  /// What no cluster stores as it stands, with the reason that each gives.
  private static final Map<String, String> REFUSED =
      Map.of(
          "mutating-webhook-configuration.yaml", "illegal base64 data",
          "backup-client-rbac.yaml", "subjects[0].namespace: Required value",
          "csi-controller-rbac.yaml", "subjects[0].namespace: Required value",
          "kube-scheduler.yaml", "volumeMounts[1].name: Not found",
          "pod-high-priority.yaml", "the integer value of priority (10) must not be provided",
          "pod-high-priority-large-cpu.yaml", "the integer value of priority (10) must not");

  @TempDir Path home;

  private final Map<String, Map<String, Map<?, ?>>> resources = new HashMap<>();
  private final Set<String> namespaces = new HashSet<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private ServerProcess server;
  private HttpClient client;

  @Test
  void whatIsReadBackHoldsAllThatWasSent() throws Exception {
    Optional<Path> module = Published.folder(home);
    Assumptions.assumeTrue(module.isPresent());
    List<Manifest> manifests = Published.read(module.orElseThrow());
    try (ServerProcess started = ServerProcess.start(home.resolve("data"), "--secure-port", "0");
        HttpClient http =
            HttpClient.newBuilder().sslContext(Client.tls(started.kubeconfig())).build()) {
      server = started;
      client = http;
      for (Manifest each : manifests) {
        store(each);
      }
    }
    int objects = kinds.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(
        "published manifests: " + objects + " objects of " + kinds.size() + " kinds: " + kinds);
    assertThat(faults).isEmpty();
    assertThat(objects).isGreaterThanOrEqualTo(OBJECTS);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(KINDS);
  }

  private void store(Manifest manifest) throws Exception {
    Map<?, ?> resource = resource(manifest);
    if (resource == null) {
      return; // of no kind of ours: configuration of some program
    }
    Map<String, Object> sent = new HashMap<>(manifest.object());
    String collection = group(manifest.apiVersion());
    if (Boolean.TRUE.equals(resource.get("namespaced"))) {
      collection += "/namespaces/" + namespace(manifest);
    } else {
      Map<String, Object> metadata = new HashMap<>(manifest.metadata());
      metadata.remove("namespace");
      sent.put("metadata", metadata);
    }
    collection += "/" + resource.get("name");
    HttpResponse<String> created = send(collection + "?fieldValidation=Warn", JSON.toJson(sent));
    if (created.statusCode() == 201) {
      compare(manifest, sent, collection, created);
    } else if (created.statusCode() != 409 && !refused(manifest, created.body())) {
      faults.add(manifest.file() + ": " + created.body());
    }
  }

  private static boolean refused(Manifest manifest, String answer) {
    String file = Path.of(manifest.file()).getFileName().toString();
    return REFUSED.containsKey(file) && answer.contains(REFUSED.get(file));
  }

  private void compare(
      Manifest manifest, Map<String, Object> sent, String collection, HttpResponse<String> created)
      throws Exception {
    Map<?, ?> metadata = (Map<?, ?>) tree(created.body()).get("metadata");
    Map<?, ?> stored = tree(send(collection + "/" + metadata.get("name"), null).body());
    Kept.lost(sent, stored, unknown(created))
        .forEach(lost -> faults.add(manifest.file() + ": " + lost));
    kinds.merge(manifest.apiVersion() + " " + manifest.kind(), 1, Integer::sum);
  }

  /// The fields that no version of the kind has, by the server's warnings.
  private static Set<String> unknown(HttpResponse<String> created) {
    return created.headers().allValues("warning").stream()
        .flatMap(warning -> UNKNOWN.matcher(warning).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private String namespace(Manifest manifest) throws Exception {
    Object own = manifest.metadata().get("namespace");
    String name = own == null ? "m" + Math.abs(manifest.file().hashCode()) : own.toString();
    if (namespaces.add(name)) {
      send(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\""
              + name
              + "\"}}");
    }
    return name;
  }

  /// @return null if the server has no such kind
  private Map<?, ?> resource(Manifest manifest) throws Exception {
    if (!resources.containsKey(manifest.apiVersion())) {
      resources.put(manifest.apiVersion(), served(manifest.apiVersion()));
    }
    return resources.get(manifest.apiVersion()).get(manifest.kind());
  }

  private Map<String, Map<?, ?>> served(String apiVersion) throws Exception {
    Map<String, Map<?, ?>> byKind = new HashMap<>();
    HttpResponse<String> answer = send(group(apiVersion), null);
    if (answer.statusCode() == 200) {
      for (Object each : (List<?>) tree(answer.body()).get("resources")) {
        Map<?, ?> resource = (Map<?, ?>) each;
        if (!resource.get("name").toString().contains("/")) {
          byKind.put(resource.get("kind").toString(), resource);
        }
      }
    }
    return byKind;
  }

  private static String group(String apiVersion) {
    return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url().resolve(path)).timeout(Duration.ofSeconds(60));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// JSON is YAML too, so both sides come from one reader.
  private static Map<?, ?> tree(String json) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
  }
}
