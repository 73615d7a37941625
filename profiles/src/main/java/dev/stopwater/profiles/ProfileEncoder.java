package dev.stopwater.profiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes a [Profile] as the message `perftools.profiles.Profile` of pprof's `profile.proto`. Each
/// text, function and location is written once and referred to by number. Used once, by one thread.
final class ProfileEncoder {

  // Profile
  private static final int SAMPLE_TYPE = 1;
  private static final int SAMPLE = 2;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING_TABLE = 6;
  private static final int TIME_NANOS = 9;
  private static final int DURATION_NANOS = 10;
  private static final int PERIOD_TYPE = 11;
  private static final int PERIOD = 12;
  private static final int COMMENT = 13;
  private static final int DEFAULT_SAMPLE_TYPE = 14;

  private final Profile profile;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<String, Integer> functions = new HashMap<>();
  private final Map<StackTraceElement, Integer> locations = new HashMap<>();
  private final ProtoWriter functionsWritten = new ProtoWriter();
  private final ProtoWriter locationsWritten = new ProtoWriter();

  ProfileEncoder(Profile profile) {
    this.profile = profile;
    text("");
  }

  byte[] gzipped() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(encode());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  byte[] encode() {
    ProtoWriter out = new ProtoWriter();
    profile.types().forEach(type -> out.message(SAMPLE_TYPE, type(type)));
    ProtoWriter samples = new ProtoWriter();
    profile.samples().forEach(sample -> samples.message(SAMPLE, sample(sample)));
    out.append(samples);
    out.append(locationsWritten);
    out.append(functionsWritten);
    ProtoWriter tail = new ProtoWriter();
    tail.number(TIME_NANOS, Nanos.of(profile.taken()));
    tail.number(DURATION_NANOS, profile.duration().toNanos());
    ValueType periodType = profile.periodType();
    if (periodType != null) {
      tail.message(PERIOD_TYPE, type(periodType));
      tail.number(PERIOD, profile.period());
    }
    if (!profile.comment().isEmpty()) {
      tail.packed(COMMENT, text(profile.comment()));
    }
    tail.number(DEFAULT_SAMPLE_TYPE, text(profile.types().get(profile.types().size() - 1).type()));
    texts.keySet().forEach(text -> out.text(STRING_TABLE, text));
    out.append(tail);
    return out.toByteArray();
  }

  private ProtoWriter type(ValueType type) {
    ProtoWriter out = new ProtoWriter();
    out.number(1, text(type.type()));
    out.number(2, text(type.unit()));
    return out;
  }

  private ProtoWriter sample(Profile.Sample sample) {
    ProtoWriter out = new ProtoWriter();
    out.packed(1, sample.stack().stream().mapToLong(this::location).toArray());
    out.packed(2, sample.values().stream().mapToLong(Long::longValue).toArray());
    sample
        .labels()
        .forEach((key, value) -> {
          ProtoWriter label = new ProtoWriter();
          label.number(1, text(key));
          label.number(2, text(value));
          out.message(3, label);
        });
    return out;
  }

  private long location(StackTraceElement frame) {
    Integer known = locations.get(frame);
    if (known != null) {
      return known;
    }
    int id = locations.size() + 1;
    locations.put(frame, id);
    ProtoWriter line = new ProtoWriter();
    line.number(1, function(frame));
    line.number(2, Math.max(0, frame.getLineNumber()));
    ProtoWriter location = new ProtoWriter();
    location.number(1, id);
    location.message(4, line);
    locationsWritten.message(LOCATION, location);
    return id;
  }

  private int function(StackTraceElement frame) {
    String name = Frames.name(frame);
    Integer known = functions.get(name);
    if (known != null) {
      return known;
    }
    int id = functions.size() + 1;
    functions.put(name, id);
    ProtoWriter function = new ProtoWriter();
    function.number(1, id);
    function.number(2, text(name));
    function.number(3, text(name));
    function.number(4, text(Frames.file(frame)));
    functionsWritten.message(FUNCTION, function);
    return id;
  }

  private int text(String text) {
    Integer known = texts.putIfAbsent(text, texts.size());
    return known == null ? texts.size() - 1 : known;
  }
}
