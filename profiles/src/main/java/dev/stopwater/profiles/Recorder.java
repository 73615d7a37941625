package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import jdk.jfr.Recording;

/// Records with the JDK's flight recorder for a while. One recording of a kind at a time.
final class Recorder {

  private static final long MOST_BYTES = 64L << 20;

  private final Threads.Sleep sleep;
  private final Semaphore free = new Semaphore(1);

  Recorder(Threads.Sleep sleep) {
    this.sleep = sleep;
  }

  /// What is done with the file of a recording, which is deleted afterwards.
  @FunctionalInterface
  interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /// @throws ProfileBusyException a recording of this kind is under way
  <T> T record(Duration duration, Consumer<Recording> events, Reading<T> reading)
      throws IOException, InterruptedException, ProfileBusyException {
    if (!free.tryAcquire()) {
      throw new ProfileBusyException();
    }
    try {
      return recordAlone(duration, events, reading);
    } finally {
      free.release();
    }
  }

  private <T> T recordAlone(Duration duration, Consumer<Recording> events, Reading<T> reading)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("profile", ".jfr");
    try (Recording recording = new Recording()) {
      recording.setMaxSize(MOST_BYTES);
      events.accept(recording);
      recording.start();
      sleep.sleep(duration);
      recording.stop();
      recording.dump(file);
      return reading.of(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
