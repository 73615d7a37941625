package dev.stopwater.bench.machinery;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LiveRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request and its answer without an engine: what it costs is the road's. Of its entry on the
/// ledger it asks what the engine asks.
final class PaperExchange implements Exchange, Reply {

  private static final byte[] NOTHING = {};

  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;
  private final LiveRequest live;
  private final List<String> answered = new ArrayList<>(16);
  private int status;
  private long written;
  private boolean begun;
  private byte[] sent = NOTHING;

  PaperExchange(
      String method, String path, Map<String, String> headers, byte[] body, LiveRequest live) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.live = live;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String rawPath() {
    return path;
  }

  @Override
  public @Nullable String rawQuery() {
    return null;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public List<String> headers(String name) {
    String value = headers.get(name);
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public String protocol() {
    return "HTTP/2.0";
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1:1";
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return List.of();
  }

  @Override
  public byte[] body(int most) {
    return body;
  }

  @Override
  public Reply reply() {
    return this;
  }

  @Override
  public void lastOfConnection() {}

  @Override
  public void ifLate(Supplier<LateAnswer> answer) {}

  @Override
  public LiveRequest live() {
    return live;
  }

  @Override
  public void status(int code) {
    status = code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void header(String name, String value) {
    answered.add(name);
    answered.add(value);
  }

  @Override
  public void addHeader(String name, String value) {
    header(name, value);
  }

  @Override
  public boolean committed() {
    return begun;
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    begin();
    written = bytes.length;
    sent = bytes;
    end();
  }

  /// What was sent whole.
  byte[] sent() {
    return sent;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    begin();
    written += length;
  }

  private void begin() throws IOException {
    if (!begun && live instanceof LedgerEntry entry) {
      entry.checkMayWrite();
      entry.beginAnswer();
    }
    begun = true;
  }

  @Override
  public void flush() {}

  @Override
  public void end() {
    if (live instanceof LedgerEntry entry) {
      entry.claimAnswer();
    }
  }
}
