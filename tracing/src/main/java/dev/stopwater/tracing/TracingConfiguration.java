package dev.stopwater.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The file of `--tracing-config-file`: a `TracingConfiguration` of `apiserver.config.k8s.io`, as
/// strictly read as kube-apiserver 1.36 reads it, and refused in its words.
///
/// @param endpoint `host:port`, or with a scheme as gRPC names it; null if the file has none
/// @param samplesPerMillion of requests that bring no decision with them
record TracingConfiguration(@Nullable String endpoint, int samplesPerMillion) {

  private static final String KIND = "TracingConfiguration";
  private static final Set<String> VERSIONS =
      Set.of(
          "apiserver.config.k8s.io/v1",
          "apiserver.config.k8s.io/v1beta1",
          "apiserver.config.k8s.io/v1alpha1");
  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "endpoint", "samplingRatePerMillion");
  private static final int MILLION = 1_000_000;

  /// @throws IllegalArgumentException in a sentence, for a file that is not one
  static TracingConfiguration read(Path file) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (IOException e) {
      String reason =
          e instanceof NoSuchFileException ? "no such file or directory" : String.valueOf(e);
      throw new IllegalArgumentException(
          "failed to read tracing config: unable to read tracing configuration from "
              + GoQuote.quote(file.toString())
              + ": open "
              + file
              + ": "
              + reason,
          e);
    }
    TracingConfiguration read;
    try {
      read = decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "failed to read tracing config: unable to decode tracing configuration data: "
              + e.getMessage(),
          e);
    }
    read.validate();
    return read;
  }

  private static TracingConfiguration decode(byte[] text) throws DecodeException {
    Json.Reading reading = Yaml.read(text);
    MapValue map =
        switch (reading.value()) {
          case MapValue found -> found;
          case Null nothing -> new MapValue();
          default ->
              throw new IllegalArgumentException(
                  "couldn't get version/kind; json parse error: json: cannot unmarshal "
                      + shown(reading.value())
                      + " into Go value of type struct { APIVersion string"
                      + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                      + " \"json:\\\"kind,omitempty\\\"\" }");
        };
    checkKind(text(map, "apiVersion"), text(map, "kind"));
    TracingConfiguration read =
        new TracingConfiguration(text(map, "endpoint"), number(map, "samplingRatePerMillion"));
    checkStrictly(reading, map);
    return read;
  }

  private static void checkKind(@Nullable String version, @Nullable String kind) {
    if ((version != null && !VERSIONS.contains(version)) || (kind != null && !kind.equals(KIND))) {
      throw new IllegalArgumentException(
          "no kind "
              + GoQuote.quote(kind == null ? KIND : kind)
              + " is registered for version "
              + GoQuote.quote(version == null ? "apiserver.config.k8s.io/v1" : version));
    }
  }

  private static void checkStrictly(Json.Reading reading, MapValue map) {
    List<String> faults = new ArrayList<>();
    reading.duplicates().forEach(each -> faults.add(each.message()));
    for (String key : new TreeSet<>(map.keys())) {
      if (!FIELDS.contains(key)) {
        faults.add("unknown field " + GoQuote.quote(key));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("strict decoding error: " + String.join(", ", faults));
    }
  }

  private static @Nullable String text(MapValue map, String field) {
    return switch (map.find(field)) {
      case null -> null;
      case Null nothing -> null;
      case Text text -> text.value();
      case Value other -> throw mismatch(other, field, "string");
    };
  }

  private static int number(MapValue map, String field) {
    return switch (map.find(field)) {
      case null -> 0;
      case Null nothing -> 0;
      case Int number when number.value() == (int) number.value() -> (int) number.value();
      case Int large -> throw mismatch(large, field, "int32");
      case Real fraction -> throw mismatch(fraction, field, "int32");
      case Value other -> throw mismatch(other, field, "int32");
    };
  }

  private static IllegalArgumentException mismatch(Value value, String field, String type) {
    String number =
        !type.equals("string") && (value instanceof Int || value instanceof Real)
            ? " " + new String(JsonWriter.encode(value), UTF_8).strip()
            : "";
    return new IllegalArgumentException(
        "json: cannot unmarshal "
            + shown(value)
            + number
            + " into Go struct field TracingConfiguration.TracingConfiguration."
            + field
            + " of type "
            + type);
  }

  private static String shown(Value value) {
    return switch (value) {
      case MapValue map -> "object";
      case ListValue list -> "array";
      case Text text -> "string";
      case Int number -> "number";
      case Real number -> "number";
      case Bool flag -> "bool";
      case Null nothing -> "null";
    };
  }

  private void validate() {
    List<String> faults = new ArrayList<>();
    if (samplesPerMillion < 0) {
      faults.add(invalidRate("sampling rate must be positive"));
    } else if (samplesPerMillion > MILLION) {
      faults.add(
          invalidRate("sampling rate per million must be less than or equal to one million"));
    }
    if (endpoint != null) {
      String fault = GrpcTarget.fault(endpoint);
      if (fault != null) {
        faults.add("endpoint: Invalid value: " + fault);
      }
    }
    if (!faults.isEmpty()) {
      String all = faults.stream().collect(Collectors.joining(", ", "[", "]"));
      throw new IllegalArgumentException(
          "failed to validate tracing configuration: "
              + (faults.size() == 1 ? faults.getFirst() : all));
    }
  }

  private String invalidRate(String why) {
    return "samplingRatePerMillion: Invalid value: " + samplesPerMillion + ": " + why;
  }
}
