package dev.stopwater.server;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.LiveRequest;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request without a network, that remembers what it was answered.
final class Asked implements Exchange, Reply {

  final Map<String, String> headers = new LinkedHashMap<>();
  final Map<String, String> answered = new LinkedHashMap<>();
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  @Nullable Supplier<LateAnswer> ifLate;
  boolean lastOfConnection;
  private final String method;
  private final String uri;
  private final LiveRequest live;
  private int status;

  Asked(String method, String uri, LiveRequest live) {
    this.method = method;
    this.uri = uri;
    this.live = live;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String rawPath() {
    return uri.replaceFirst("\\?.*", "");
  }

  @Override
  public @Nullable String rawQuery() {
    return uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : null;
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
    return new byte[0];
  }

  @Override
  public Reply reply() {
    return this;
  }

  @Override
  public void lastOfConnection() {
    lastOfConnection = true;
  }

  @Override
  public void ifLate(Supplier<LateAnswer> answer) {
    ifLate = answer;
  }

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
    answered.put(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    answered.merge(name, value, (one, other) -> one + ", " + other);
  }

  @Override
  public boolean committed() {
    return bytes.size() > 0;
  }

  @Override
  public long written() {
    return bytes.size();
  }

  @Override
  public void send(byte[] body) {
    bytes.writeBytes(body);
  }

  @Override
  public void write(byte[] some, int offset, int length) {
    bytes.write(some, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void end() {}
}
