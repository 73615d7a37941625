package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of a scenario over a connection, in a namespace that exists.
final class Conversation {

  /// The headers that clients act upon.
  private static final Set<String> HEADERS =
      Set.of(
          "content-type",
          "warning",
          "retry-after",
          "allow",
          "cache-control",
          "location",
          "x-content-type-options",
          "www-authenticate");

  private final Wire wire;
  private final Saved saved;
  private final Masks masks;

  Conversation(Wire wire, String namespace, String user) {
    this.wire = wire;
    this.saved = new Saved(namespace);
    this.masks = new Masks(saved, user, InstantSource.system());
  }

  /// Sends the step's request, keeps what the step saves, and answers as recordings do.
  MapValue perform(Step.Ask step) throws IOException {
    Wire.Answer answer = send(step.request());
    Value body = document(new String(answer.body(), StandardCharsets.UTF_8), step.stream());
    if (!(body instanceof Text)) {
      step.saves().forEach((name, pointer) -> saved.save(name, body, pointer));
    }
    return MapValue.of()
        .put("status", answer.status())
        .put("headers", headers(answer))
        .put("body", masks.value(body));
  }

  private Wire.Answer send(Step.Request request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.put(saved.filledIn(name), saved.filledIn(value)));
    return wire.send(
        saved.filledIn(request.method()),
        saved.filledIn(request.path()),
        headers,
        bytes(request.payload()));
  }

  private byte @Nullable [] bytes(Step.Payload payload) {
    return switch (payload) {
      case Step.Payload.Nothing nothing -> null;
      case Step.Payload.Document document -> utf8(JsonText.of(saved.filledIn(document.value())));
      case Step.Payload.Words words -> utf8(saved.filledIn(words.text()));
      case Step.Payload.Bytes given -> given.bytes();
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The answer as JSON, or as the text that it is.
  private static Value document(String text, boolean stream) {
    try {
      return stream ? documents(text) : Json.parse(utf8(text));
    } catch (DecodeException notJson) {
      return new Text(text);
    }
  }

  private static ListValue documents(String text) {
    ListValue documents = ListValue.of();
    text.lines()
        .filter(each -> !each.isEmpty())
        .forEach(each -> documents.add(Json.parse(utf8(each))));
    return documents;
  }

  private MapValue headers(Wire.Answer answer) {
    MapValue headers = MapValue.of();
    answer.headers().entrySet().stream()
        .filter(each -> HEADERS.contains(each.getKey()))
        .forEach(each -> headers.put(each.getKey(), masks.text(each.getValue())));
    return headers;
  }
}
