package dev.stopwater.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A server of the image, from the start to the end.
record RunningImage(Process process, Path data) implements AutoCloseable {

  /// Returns when it has printed where it is.
  static RunningImage start(Installed installed, String javaOptions, Path data)
      throws IOException, InterruptedException {
    Path log = installed.work().resolve("serve.log");
    Process process =
        installed
            .command(javaOptions, "serve", "--secure-port", "0", "--data-dir", data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.readString(log).contains("kubeconfig ")) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("it did not start: " + Files.readString(log));
      }
    }
    return new RunningImage(process, data);
  }

  String kubeconfig() {
    return data.resolve("admin.kubeconfig").toString();
  }

  /// As SIGTERM; the exit code.
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("it did not stop within its bound");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
