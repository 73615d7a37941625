package dev.stopwater.cli;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import java.time.Duration;

/// What a client may take of the server, and how long it may be silent.
final class HttpFlags {

  private final Flag<Integer> headerBytes;
  private final Flag<Long> unfinishedHeaderBytes;
  private final Flag<Integer> connections;
  private final Flag<Integer> streams;
  private final Flag<Double> goAwayChance;
  private final Flag<Duration> idle;
  private final Flag<Duration> headers;
  private final Flag<Duration> window;
  private final Flag<Integer> bytesPerSecond;

  HttpFlags(Flags flags) {
    headerBytes =
        flags.of(
            "--max-header-bytes",
            "BYTES",
            Limits.STANDARD.headerBytes(),
            "Request line and headers together. Default: ${DEFAULT-VALUE}");
    unfinishedHeaderBytes =
        flags.of(
            "--max-unfinished-header-bytes",
            "BYTES",
            Limits.STANDARD.unfinishedHeaderBytes(),
            "Headers that are not whole, of all clients together; beyond, those who have sent most"
                + " are closed. Default: a sixteenth of the heap");
    connections =
        flags.of(
            "--max-connections",
            "N",
            Limits.STANDARD.connections(),
            "Connections at once; more wait to be accepted. Default: ${DEFAULT-VALUE}");
    streams =
        flags.of(
            "--http2-max-streams-per-connection",
            "N",
            Limits.STANDARD.streamsPerConnection(),
            "Requests at once on one HTTP/2 connection. Default: ${DEFAULT-VALUE}");
    goAwayChance =
        flags.of(
            "--goaway-chance",
            "FRACTION",
            Limits.STANDARD.goAwayChance(),
            "How often, of one, an HTTP/2 client is told to connect anew; at most 0.02."
                + " Default: ${DEFAULT-VALUE}");
    idle =
        flags.duration(
            "--idle-timeout",
            Patience.STANDARD.idle(),
            "Until a connection without requests is closed. Default: 90s");
    headers =
        flags.duration(
            "--read-header-timeout",
            Patience.STANDARD.headers(),
            "For the TLS handshake and for the headers of a request. Default: 32s");
    window =
        flags.duration(
            "--write-progress-window",
            Patience.STANDARD.writeWindow(),
            "In which a client must take a little of its reply, or be cut. Default: 60s");
    bytesPerSecond =
        flags.of(
            "--write-progress-bytes-per-second",
            "BYTES",
            Patience.STANDARD.bytesPerSecond(),
            "How little that may be, over the window. Default: ${DEFAULT-VALUE}");
  }

  /// @throws IllegalArgumentException in a sentence, if they make no sense
  Limits limits() {
    return new Limits(
        headerBytes.value(),
        Math.max(headerBytes.value(), unfinishedHeaderBytes.value()),
        streams.value(),
        connections.value(),
        Limits.STANDARD.cancelsPerSecond(),
        Limits.STANDARD.trustedCancelsPerSecond(),
        goAwayChance.value(),
        new Patience(idle.value(), headers.value(), window.value(), bytesPerSecond.value()));
  }
}
