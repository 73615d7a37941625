package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The scenarios of a folder of `*.yaml.gz` files.
final class ScenarioFiles {

  private static final String ENDING = ".yaml.gz";
  private static final String JSON = "application/json";

  private ScenarioFiles() {}

  /// In the order of the files' names, and within a file as they are written.
  static List<Scenario> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(each -> each.toString().endsWith(ENDING)).sorted().toList();
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(ENDING, "");
      try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
        PlainYaml.list(text).maps().forEach(each -> scenarios.add(scenario(name, each)));
      }
    }
    return scenarios;
  }

  private static Scenario scenario(String file, MapValue written) {
    return new Scenario(
        file,
        written.text("name", ""),
        written.text("theme", ""),
        written.listOrEmpty("steps").maps().stream().map(ScenarioFiles::step).toList());
  }

  private static Step step(MapValue written) {
    if (written.find("sleep") instanceof Value length) {
      return new Step.Pause(Duration.ofMillis(Math.round(1000 * number(length))));
    }
    String[] request = written.text("do", "").split(" ", 2);
    Step.Payload payload = payload(written);
    return new Step.Ask(
        new Step.Request(request[0], request[1], headers(written, payload), payload),
        texts(written.mapOrEmpty("save")),
        written.flag("lines"),
        written.mapOrEmpty("answer"));
  }

  private static double number(Value length) {
    return switch (length) {
      case Int whole -> whole.value();
      case Real broken -> broken.value();
      default -> throw new IllegalArgumentException("not a number of seconds: " + length);
    };
  }

  private static Step.Payload payload(MapValue written) {
    if (written.find("body") instanceof Value body) {
      return new Step.Payload.Document(body);
    }
    if (written.text("raw") instanceof String raw) {
      return new Step.Payload.Words(raw);
    }
    if (written.text("base64") instanceof String bytes) {
      return new Step.Payload.Bytes(Base64.getMimeDecoder().decode(bytes));
    }
    return new Step.Payload.Nothing();
  }

  private static Map<String, String> headers(MapValue written, Step.Payload payload) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", written.text("accept", JSON));
    headers.put("User-Agent", "exchanges");
    if (!(payload instanceof Step.Payload.Nothing)) {
      headers.put("Content-Type", written.text("type", JSON));
    }
    headers.putAll(texts(written.mapOrEmpty("headers")));
    return headers;
  }

  private static Map<String, String> texts(MapValue written) {
    Map<String, String> texts = new LinkedHashMap<>();
    written.entries().forEach(each -> texts.put(each.getKey(), text(each.getValue())));
    return texts;
  }

  private static String text(Value value) {
    return value instanceof Text text ? text.value() : value.toString();
  }
}
