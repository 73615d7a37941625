package dev.stopwater.lab.handoff;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.LiveRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request as the handler behind a foreign filter sees it: with the filter's reply, and the entry
/// of the thread that the filter started for it.
final class InnerExchange implements Exchange {

  private final Exchange outer;
  private final Reply reply;
  private final LiveRequest live;

  InnerExchange(Exchange outer, Reply reply, LiveRequest live) {
    this.outer = outer;
    this.reply = reply;
    this.live = live;
  }

  @Override
  public String method() {
    return outer.method();
  }

  @Override
  public String authority() {
    return outer.authority();
  }

  @Override
  public String rawPath() {
    return outer.rawPath();
  }

  @Override
  public @Nullable String rawQuery() {
    return outer.rawQuery();
  }

  @Override
  public @Nullable String header(String name) {
    return outer.header(name);
  }

  @Override
  public List<String> headers(String name) {
    return outer.headers(name);
  }

  @Override
  public String protocol() {
    return outer.protocol();
  }

  @Override
  public String remoteAddress() {
    return outer.remoteAddress();
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return outer.clientCertificates();
  }

  @Override
  public byte[] body(int most) throws IOException {
    return outer.body(most);
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public void lastOfConnection() {
    outer.lastOfConnection();
  }

  @Override
  public void trusted() {
    outer.trusted();
  }

  /// The foreign filters know one answer only.
  @Override
  public void ifLate(Supplier<LateAnswer> answer) {}

  @Override
  public LiveRequest live() {
    return live;
  }
}
