package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/// The profiles that the JDK's flight recorder knows: CPU, allocations, and the recording itself.
final class FlightProfiles {

  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final String CPU_TIME = "jdk.CPUTimeSample";
  private static final String EXECUTION = "jdk.ExecutionSample";
  private static final String ALLOCATION = "jdk.ObjectAllocationSample";
  private static final Set<String> COSTLY =
      Set.of("jdk.VirtualThreadStart", "jdk.VirtualThreadEnd");

  private static boolean deep; // guarded by the class

  private final Recorder cpu;
  private final Recorder allocations;
  private final Recorder traces;

  FlightProfiles(Threads.Sleep sleep) {
    cpu = new Recorder(sleep);
    allocations = new Recorder(sleep);
    traces = new Recorder(sleep);
  }

  /// Before the recorder is first used, and not sooner: it starts JMX, which no other part needs.
  private static synchronized void deepen() {
    if (!deep) {
      deep = true;
      JvmCommands.tryTo("jfrConfigure", "stackdepth=" + Profile.DEEPEST); // 64 cut a request's road
    }
  }

  /// Where CPU time was spent: by samples of CPU time where the JVM has them (25 on Linux), else by
  /// samples of what was running.
  Profile cpu(Duration duration) throws IOException, InterruptedException, ProfileBusyException {
    deepen();
    boolean exact = known(CPU_TIME);
    Profile profile =
        new Profile(ValueType.count("samples"), new ValueType("cpu", "nanoseconds"))
            .every(new ValueType("cpu", "nanoseconds"), PERIOD.toNanos())
            .saying(exact ? "samples of CPU time (JFR)" : "samples of running threads (JFR)");
    return cpu.record(
        duration,
        recording -> sampleCpu(recording, exact),
        file -> {
          read(file, Set.of(CPU_TIME, EXECUTION), event -> addCpu(profile, event));
          return profile;
        });
  }

  private static void sampleCpu(Recording recording, boolean exact) {
    if (exact) {
      recording.enable(CPU_TIME).with("throttle", PERIOD.toMillis() + "ms");
    } else {
      recording.enable(EXECUTION).withPeriod(PERIOD);
    }
  }

  private static void addCpu(Profile profile, RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return;
    }
    long weight =
        event.hasField("samplingPeriod")
            ? event.getDuration("samplingPeriod").toNanos()
            : PERIOD.toNanos();
    RecordedThread thread =
        event.hasField("sampledThread") ? event.getThread("sampledThread") : event.getThread();
    profile.add(stack(event), thread(thread), 1, weight);
  }

  /// What was allocated meanwhile, estimated from samples.
  Profile allocations(Duration duration)
      throws IOException, InterruptedException, ProfileBusyException {
    deepen();
    Profile profile =
        new Profile(ValueType.count("alloc_objects"), new ValueType("alloc_space", "bytes"))
            .every(new ValueType("space", "bytes"), 1)
            .saying(
                "allocated while this was taken, not since the start: estimated from samples (JFR);"
                    + " alloc_objects counts the samples");
    return allocations.record(
        duration,
        recording -> recording.enable(ALLOCATION).with("throttle", "1000/s"),
        file -> {
          read(file, Set.of(ALLOCATION), event -> addAllocation(profile, event));
          return profile;
        });
  }

  private static void addAllocation(Profile profile, RecordedEvent event) {
    if (event.getStackTrace() != null) {
      String type = Frames.type(event.getClass("objectClass").getName());
      profile.add(stack(event), Map.of("class", type), 1, event.getLong("weight"));
    }
  }

  /// The flight recording itself: Go's trace format cannot be made from what a JVM knows.
  byte[] trace(Duration duration) throws IOException, InterruptedException, ProfileBusyException {
    deepen();
    return traces.record(duration, FlightProfiles::everything, Files::readAllBytes);
  }

  private static void everything(Recording recording) {
    for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
      if (type.isEnabled() || !COSTLY.contains(type.getName())) {
        recording.enable(type.getName());
      }
    }
    COSTLY.forEach(recording::disable);
    recording.disable("jdk.ObjectAllocationInNewTLAB");
    recording.disable("jdk.ObjectAllocationOutsideTLAB");
  }

  private static boolean known(String event) {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .anyMatch(type -> type.getName().equals(event));
  }

  @FunctionalInterface
  interface Visitor {
    void see(RecordedEvent event);
  }

  /// Shows a recording's events of some names.
  static void read(Path file, Set<String> names, Visitor visitor) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (names.contains(event.getEventType().getName())) {
          visitor.see(event);
        }
      }
    }
  }

  static List<StackTraceElement> stack(RecordedEvent event) {
    RecordedStackTrace trace = Objects.requireNonNull(event.getStackTrace());
    return trace.getFrames().stream()
        .filter(frame -> !isHidden(frame))
        .map(FlightProfiles::frame)
        .toList();
  }

  /// What the JVM makes for lambdas, which other stacks do not show either.
  private static boolean isHidden(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.contains("$$Lambda") || type.contains("LambdaForm$");
  }

  private static StackTraceElement frame(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return new StackTraceElement(
        type, frame.getMethod().getName(), source(type), frame.getLineNumber());
  }

  /// JFR does not say: the file of the outermost class.
  private static String source(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int inner = simple.indexOf('$');
    return (inner > 0 ? simple.substring(0, inner) : simple) + ".java";
  }

  private static Map<String, String> thread(
      @org.jspecify.annotations.Nullable RecordedThread thread) {
    return Map.of("thread", thread != null && thread.isVirtual() ? "virtual" : "platform");
  }
}
