package dev.stopwater.cli;

import dev.stopwater.lifecycle.ByteLimits;
import picocli.CommandLine.Option;

/// How much memory requests may hold for their own sake.
final class MemoryFlags {

  private static final ByteLimits STANDARD = ByteLimits.ofHeap(Runtime.getRuntime().maxMemory());

  @Option(
      names = "--max-bytes-held",
      paramLabel = "BYTES",
      description =
          "What all requests together may hold of the server's memory; from nine tenths on, new"
              + " ones get 429. Default: a quarter of the heap")
  private long all = STANDARD.all();

  @Option(
      names = "--max-bytes-held-per-user",
      paramLabel = "BYTES",
      description = "The same for all requests of one user. Default: an eighth of the heap")
  private long user = STANDARD.flow();

  @Option(
      names = "--max-bytes-held-per-request",
      paramLabel = "BYTES",
      description =
          "The same for one request. Default: a sixteenth of the heap, but 64 MiB if a user may"
              + " hold that")
  private long request = STANDARD.request();

  /// @throws IllegalArgumentException in a sentence, if they make no sense
  ByteLimits limits() {
    return new ByteLimits(request, user, all);
  }
}
