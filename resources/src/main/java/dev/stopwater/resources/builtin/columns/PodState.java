package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a pod is doing, summed up from its phase and its containers.
///
/// While init containers are under way they alone count, and the first one that is not done gives
/// the word. Afterwards the ordinary containers do, together with the sidecars: init containers
/// that are always restarted.
final class PodState {

  private final MapValue pod;
  private final MapValue status;
  private final Set<String> sidecars = new HashSet<>();
  private final Restarts ofInit = new Restarts();
  private final Restarts ofSidecars = new Restarts();
  private Restarts counted = ofInit;
  private int readyContainers;
  private String word;

  /// How often containers began anew, and when one last ended.
  private static final class Restarts {
    private long count;
    private @Nullable Instant last;

    void add(MapValue container) {
      count += container.integer("restartCount", 0);
      last = Ages.later(last, Ages.time(container.at("lastState", "terminated", "finishedAt")));
    }
  }

  private PodState(MapValue pod) {
    this.pod = pod;
    status = pod.mapOrEmpty("status");
    for (MapValue init : initContainers()) {
      if (init.text("restartPolicy", "").equals("Always")) {
        sidecars.add(init.text("name", ""));
      }
    }
    word = firstWord();
  }

  static PodState of(MapValue pod) {
    PodState state = new PodState(pod);
    boolean initializing = state.initialize();
    if (!initializing || Conditions.holds(pod, "Initialized")) {
      state.run();
    }
    state.end();
    return state;
  }

  /// Containers that are ready, of all that keep running: `1/2`
  String ready() {
    int all = pod.mapOrEmpty("spec").listOrEmpty("containers").size() + sidecars.size();
    return readyContainers + "/" + all;
  }

  String word() {
    return word;
  }

  /// `5 (3m ago)`
  String restarts(Instant now) {
    String count = Long.toString(counted.count);
    Instant last = counted.last;
    return counted.count == 0 || last == null
        ? count
        : count + " (" + Ages.since(last, now) + " ago)";
  }

  private List<MapValue> initContainers() {
    return pod.mapOrEmpty("spec").listOrEmpty("initContainers").maps();
  }

  private String firstWord() {
    MapValue scheduled = Conditions.find(pod, "PodScheduled");
    if (scheduled != null && scheduled.text("reason", "").equals("SchedulingGated")) {
      return "SchedulingGated";
    }
    String reason = status.text("reason", "");
    return reason.isEmpty() ? status.text("phase", "") : reason;
  }

  /// Walks the init containers up to the first that is under way, and says whether there is one.
  private boolean initialize() {
    List<MapValue> containers = status.listOrEmpty("initContainerStatuses").maps();
    for (int done = 0; done < containers.size(); done++) {
      MapValue container = containers.get(done);
      boolean sidecar = sidecars.contains(container.text("name", ""));
      ofInit.add(container);
      if (sidecar) {
        ofSidecars.add(container);
      }
      MapValue terminated = container.mapAt("state", "terminated");
      if (terminated != null && terminated.integer("exitCode", 0) == 0) {
        continue;
      }
      if (sidecar && container.flag("started")) {
        readyContainers += container.flag("ready") ? 1 : 0;
        continue;
      }
      word = "Init:" + initWord(container, done);
      return true;
    }
    return false;
  }

  private String initWord(MapValue container, int done) {
    MapValue terminated = container.mapAt("state", "terminated");
    if (terminated != null) {
      return ending(terminated);
    }
    String waiting = reason(container, "waiting");
    return waiting.isEmpty() || waiting.equals("PodInitializing")
        ? done + "/" + initContainers().size()
        : waiting;
  }

  /// Walks the ordinary containers from the last to the first: the first one has the last word. But
  /// a container that completed does not hide that another one failed, nor that one still runs.
  private void run() {
    counted = ofSidecars;
    String failure = "";
    boolean anyRuns = false;
    for (MapValue container : status.listOrEmpty("containerStatuses").maps().reversed()) {
      counted.add(container);
      String waiting = reason(container, "waiting");
      MapValue terminated = container.mapAt("state", "terminated");
      if (!waiting.isEmpty()) {
        word = waiting;
      } else if (terminated != null) {
        word = ending(terminated);
        failure = terminated.integer("exitCode", 0) == 0 ? failure : word;
      } else if (container.flag("ready") && container.mapAt("state", "running") != null) {
        anyRuns = true;
        readyContainers++;
      }
    }
    if (word.equals("Completed") && !failure.isEmpty()) {
      word = failure;
    } else if (word.equals("Completed") && anyRuns) {
      word = Conditions.holds(pod, "Ready") ? "Running" : "NotReady";
    }
  }

  private void end() {
    if (!pod.mapOrEmpty("metadata").has("deletionTimestamp")) {
      return;
    }
    String phase = status.text("phase", "");
    if (status.text("reason", "").equals("NodeLost")) {
      word = "Unknown";
    } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
      word = "Terminating";
    }
  }

  private static String reason(MapValue container, String state) {
    String reason = container.textAt("state", state, "reason");
    return reason == null ? "" : reason;
  }

  /// Why a container ended: its reason, or else the signal, or else the exit code.
  private static String ending(MapValue terminated) {
    String reason = terminated.text("reason", "");
    if (!reason.isEmpty()) {
      return reason;
    }
    long signal = terminated.integer("signal", 0);
    return signal == 0 ? "ExitCode:" + terminated.integer("exitCode", 0) : "Signal:" + signal;
  }
}
