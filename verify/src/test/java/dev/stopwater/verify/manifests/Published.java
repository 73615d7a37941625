package dev.stopwater.verify.manifests;

import dev.stopwater.verify.clients.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The manifests within Kubernetes' own published Go module: its add-ons, and what its end-to-end
/// tests put into clusters.
final class Published {

  private static final String MODULE = "k8s.io/kubernetes@v1.36.3";
  private static final Pattern FOLDER = Pattern.compile("\"Dir\": \"([^\"]+)\"");
  private static final List<String> FOLDERS =
      List.of(
          "cluster/addons",
          "cluster/gce/addons",
          "test/e2e/testing-manifests",
          "test/e2e/dra",
          "test/fixtures/doc-yaml",
          "test/integration/scheduler_perf",
          "test/kubemark");

  /// One object as it stands in a file.
  record Manifest(String file, Map<String, Object> object) {

    String apiVersion() {
      return String.valueOf(object.get("apiVersion"));
    }

    String kind() {
      return String.valueOf(object.get("kind"));
    }

    /// What has no name is a template for the program beside it.
    boolean named() {
      return metadata().containsKey("name") || metadata().containsKey("generateName");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> metadata() {
      return (Map<String, Object>) object.getOrDefault("metadata", Map.of());
    }
  }

  private Published() {}

  /// Where the module lies once it has been downloaded; nothing, said aloud, if it cannot be.
  static Optional<Path> folder(Path home) throws IOException, InterruptedException {
    Tool.Said said =
        Tool.run(home, Duration.ofMinutes(5), "go", "mod", "download", "-json", MODULE);
    Matcher folder = FOLDER.matcher(said.text());
    if (said.exit() == 0 && folder.find()) {
      return Optional.of(Path.of(folder.group(1)));
    }
    System.out.println("SKIPPED: published manifests, since " + said.text().strip());
    return Optional.empty();
  }

  static List<Manifest> read(Path module) throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(module.resolve(folder))) {
        for (Path file : files.filter(Published::yaml).sorted().toList()) {
          manifests.addAll(objects(module.relativize(file).toString(), Files.readString(file)));
        }
      }
    }
    return manifests;
  }

  private static boolean yaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }

  /// Templates are no YAML before they are filled in.
  @SuppressWarnings("unchecked")
  private static List<Manifest> objects(String file, String text) {
    if (text.contains("{{")) {
      return List.of();
    }
    List<Manifest> found = new ArrayList<>();
    try {
      for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
        if (each instanceof Map<?, ?> map && map.containsKey("kind")) {
          found.add(new Manifest(file, (Map<String, Object>) map));
        }
      }
    } catch (YamlEngineException e) {
      return List.of();
    }
    found.removeIf(each -> !each.named());
    return found;
  }
}
