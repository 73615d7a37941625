package dev.stopwater.verify.bytes;

import dev.stopwater.assembly.pki.Authority;
import dev.stopwater.assembly.pki.Credential;
import dev.stopwater.assembly.pki.PkiDirectory;
import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.Limits;
import dev.stopwater.http.ServerTls;
import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The engine of the whole server under a handler that sends the same bytes to everyone.
record TrivialServer(Ledger ledger, HttpServer http) implements AutoCloseable {

  /// @param pki the keys of the server that it is compared with
  static TrivialServer answering(byte[] body, Path pki) throws Exception {
    PkiDirectory keys = new PkiDirectory(pki, Instant.now());
    Authority authority = keys.authority();
    Credential own = keys.serving(authority, Set.of());
    ServerTls tls =
        new ServerTls(own.chain(), own.key(), List.of(authority.credential().certificate()));
    Ledger ledger = Ledger.start(LedgerSettings.of("trivial", Duration.ofMinutes(1), new Faults()));
    try {
      return new TrivialServer(
          ledger,
          HttpServer.start(
              new HttpServerSettings("127.0.0.1", 0, tls, Limits.STANDARD),
              ledger,
              exchange -> {
                exchange.reply().header("Content-Type", "application/json");
                exchange.reply().send(body);
              }));
    } catch (IOException e) {
      ledger.close();
      throw e;
    }
  }

  int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
    ledger.close();
  }

  private static final class Faults implements LedgerListener {

    @Override
    public void late(LateOutcome outcome) {
      throw new IllegalStateException("late: " + outcome);
    }

    @Override
    public void leaked(RequestSnapshot request) {
      throw new IllegalStateException("leaked: " + request);
    }

    @Override
    public void fault(String what, Throwable failure) {
      throw new IllegalStateException(what, failure);
    }
  }
}
