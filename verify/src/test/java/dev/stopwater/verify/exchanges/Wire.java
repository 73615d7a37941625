package dev.stopwater.verify.exchanges;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One connection to a server that speaks HTTP/1.1 and lets through what well-behaved clients
/// refuse to send: any method, any path, empty headers.
///
/// Used by one thread. A connection that broke is opened again once for each request.
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /// @param headers by lower-case name; of several with one name, the last
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  private final SSLContext tls;
  private final URI server;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Wire(SSLContext tls, URI server) {
    this.tls = tls;
    this.server = server;
  }

  /// @param body null for none
  Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    byte[] request = request(method, path, headers, body);
    try {
      return tell(request, method);
    } catch (IOException first) {
      close();
      return tell(request, method);
    }
  }

  private byte[] request(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(server.getAuthority()).append("\r\n");
    if (headers.keySet().stream().noneMatch("Accept-Encoding"::equalsIgnoreCase)) {
      head.append("Accept-Encoding: identity\r\n");
    }
    if (body != null || WITH_BODY.contains(method)) {
      head.append("Content-Length: ").append(body == null ? 0 : body.length).append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body == null ? new byte[0] : body);
    return request.toByteArray();
  }

  private Answer tell(byte[] request, String method) throws IOException {
    Socket open = opened();
    open.getOutputStream().write(request);
    open.getOutputStream().flush();
    int status = status();
    Map<String, String> headers = headers();
    while (status / 100 == 1) {
      status = status();
      headers = headers();
    }
    boolean bare = method.equals("HEAD") || status == 204 || status == 304;
    Answer answer = new Answer(status, headers, bare ? new byte[0] : body(headers));
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return answer;
  }

  private Socket opened() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = tls.getSocketFactory().createSocket(server.getHost(), server.getPort());
      open.setSoTimeout(PATIENCE_MILLIS);
      open.setTcpNoDelay(true);
      in = new BufferedInputStream(open.getInputStream());
      socket = open;
    }
    return open;
  }

  private int status() throws IOException {
    String[] words = line().split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new IOException("not an answer in HTTP/1: " + String.join(" ", words));
    }
    return Integer.parseInt(words[1]);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    if (length != null) {
      return exactly(Integer.parseInt(length));
    }
    byte[] rest = in.readAllBytes();
    close();
    return rest;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(exactly(size));
      line();
    }
    headers(); // what may trail
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server broke off");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new EOFException("the server broke off");
      }
      line.write(each);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
