package dev.stopwater.cli;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import java.time.Duration;
import picocli.CommandLine.Option;

/// What a client may take of the server, and how long it may be silent.
final class HttpFlags {

  @Option(
      names = "--max-header-bytes",
      paramLabel = "BYTES",
      description = "Request line and headers together. Default: ${DEFAULT-VALUE}")
  private int headerBytes = Limits.STANDARD.headerBytes();

  @Option(
      names = "--max-unfinished-header-bytes",
      paramLabel = "BYTES",
      description =
          "Headers that are not whole, of all clients together; beyond, those who have sent most"
              + " are closed. Default: a sixteenth of the heap")
  private long unfinishedHeaderBytes = Limits.STANDARD.unfinishedHeaderBytes();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections at once; more wait to be accepted. Default: ${DEFAULT-VALUE}")
  private int connections = Limits.STANDARD.connections();

  @Option(
      names = "--http2-max-streams-per-connection",
      paramLabel = "N",
      description = "Requests at once on one HTTP/2 connection. Default: ${DEFAULT-VALUE}")
  private int streams = Limits.STANDARD.streamsPerConnection();

  @Option(
      names = "--goaway-chance",
      paramLabel = "FRACTION",
      description =
          "How often, of one, an HTTP/2 client is told to connect anew; at most 0.02."
              + " Default: ${DEFAULT-VALUE}")
  private double goAwayChance = Limits.STANDARD.goAwayChance();

  @Option(
      names = "--idle-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Until a connection without requests is closed. Default: 90s")
  private Duration idle = Patience.STANDARD.idle();

  @Option(
      names = "--read-header-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For the TLS handshake and for the headers of a request. Default: 32s")
  private Duration headers = Patience.STANDARD.headers();

  @Option(
      names = "--write-progress-window",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "In which a client must take a little of its reply, or be cut. Default: 60s")
  private Duration window = Patience.STANDARD.writeWindow();

  @Option(
      names = "--write-progress-bytes-per-second",
      paramLabel = "BYTES",
      description = "How little that may be, over the window. Default: ${DEFAULT-VALUE}")
  private int bytesPerSecond = Patience.STANDARD.bytesPerSecond();

  /// @throws IllegalArgumentException in a sentence, if they make no sense
  Limits limits() {
    return new Limits(
        headerBytes,
        Math.max(headerBytes, unfinishedHeaderBytes),
        streams,
        connections,
        Limits.STANDARD.cancelsPerSecond(),
        Limits.STANDARD.trustedCancelsPerSecond(),
        goAwayChance,
        new Patience(idle, headers, window, bytesPerSecond));
  }
}
