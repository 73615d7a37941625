package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import jdk.jfr.consumer.RecordedEvent;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/// What was allocated during a time and is still there at its end, by where it was allocated. The
/// JVM does not tell; async-profiler does, if its jar is on the class path and its library can be
/// loaded. Which objects live it tells only when its sampling ends, so nothing older is seen.
///
/// It samples one object for so many bytes, as Go's heap profile does, and what it samples stands
/// for what it does not. It follows about a thousand objects: the bytes between two samples are
/// such that a full heap stays below that.
final class LiveSites {

  private static final String ALIVE = "profiler.LiveObject";
  private static final long LEAST_STEP = 64 << 10;
  private static final long MOST_FOLLOWED = 400;

  private final AsyncProfiler profiler;
  private final Threads.Sleep sleep;
  private final long step; // bytes from one sample to the next, on average
  private final Semaphore free = new Semaphore(1);

  private LiveSites(AsyncProfiler profiler, Threads.Sleep sleep) {
    this.profiler = profiler;
    this.sleep = sleep;
    this.step = Math.max(LEAST_STEP, Runtime.getRuntime().maxMemory() / MOST_FOLLOWED);
  }

  /// @return null if there is no async-profiler here
  static @Nullable LiveSites ifPresent(Threads.Sleep sleep) {
    try {
      return new LiveSites(AsyncProfiler.getInstance(), sleep);
    } catch (LinkageError | IllegalStateException absent) {
      return null;
    }
  }

  /// @param collect whether to collect before the end, so that only what is in use is counted
  /// @throws ProfileBusyException somebody else uses async-profiler
  Profile over(Duration duration, boolean collect)
      throws IOException, InterruptedException, ProfileBusyException {
    if (!free.tryAcquire()) {
      throw new ProfileBusyException();
    }
    Path file = Files.createTempFile("live", ".jfr");
    try {
      start(file);
      try {
        sleep.sleep(duration);
        if (collect) {
          System.gc();
        }
      } finally {
        profiler.stop();
      }
      return read(file, collect);
    } finally {
      Files.deleteIfExists(file);
      free.release();
    }
  }

  private void start(Path file) throws IOException, ProfileBusyException {
    try {
      profiler.execute("start,event=alloc,live,alloc=" + step + ",jfr,file=" + file);
    } catch (IllegalStateException running) {
      throw new ProfileBusyException();
    }
  }

  private Profile read(Path file, boolean collect) throws IOException {
    Profile profile =
        new Profile(ValueType.count("inuse_objects"), new ValueType("inuse_space", "bytes"))
            .every(new ValueType("space", "bytes"), step)
            .saying(
                "by site: allocated while this was taken and there at its end, estimated from"
                    + " samples (async-profiler); "
                    + (collect ? "after a collection" : "with garbage; gc=1 collects first"));
    FlightProfiles.read(file, Set.of(ALIVE), event -> add(profile, event));
    return profile;
  }

  /// A large object is sure to be sampled and stands for itself; a small one stands for those that
  /// were passed over.
  private void add(Profile profile, RecordedEvent event) {
    if (event.getStackTrace() != null) {
      long size = event.getLong("allocationSize");
      double standsFor = 1 / -Math.expm1(-(double) size / step);
      profile.add(
          FlightProfiles.stack(event),
          Map.of("class", Frames.type(event.getClass("objectClass").getName())),
          Math.round(standsFor),
          Math.round(standsFor * size));
    }
  }
}
