package dev.stopwater.cli;

import dev.stopwater.lifecycle.ByteLimits;

/// How much memory requests may hold for their own sake.
final class MemoryFlags {

  private static final ByteLimits STANDARD = ByteLimits.ofHeap(Runtime.getRuntime().maxMemory());

  private final Flag<Long> all;
  private final Flag<Long> user;
  private final Flag<Long> request;

  MemoryFlags(Flags flags) {
    all =
        flags.of(
            "--max-bytes-held",
            "BYTES",
            STANDARD.all(),
            "What all requests together may hold of the server's memory; from nine tenths on, new"
                + " ones get 429. Default: a quarter of the heap");
    user =
        flags.of(
            "--max-bytes-held-per-user",
            "BYTES",
            STANDARD.flow(),
            "The same for all requests of one user. Default: an eighth of the heap");
    request =
        flags.of(
            "--max-bytes-held-per-request",
            "BYTES",
            STANDARD.request(),
            "The same for one request. Default: a sixteenth of the heap, but 64 MiB if a user may"
                + " hold that");
  }

  /// @throws IllegalArgumentException in a sentence, if they make no sense
  ByteLimits limits() {
    return new ByteLimits(request.value(), user.value(), all.value());
  }
}
