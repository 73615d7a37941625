package dev.stopwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.bench.targets.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// nginx that serves one file over TLS and HTTP/2: what this machine can do with the same bytes.
public final class Nginx implements AutoCloseable {

  private static final String FILE = "bytes.json";

  private final Process process;
  private final int port;
  private final Processes processes;

  private Nginx(Process process, int port) throws IOException {
    this.process = process;
    this.port = port;
    this.processes = Processes.listeningOn(port);
  }

  /// @param directory for its files, empty
  public static Nginx serving(byte[] bytes, Path directory, int port)
      throws IOException, InterruptedException {
    Files.write(directory.resolve(FILE), bytes);
    certificate(directory);
    Path config = directory.resolve("nginx.conf");
    Files.writeString(config, config(directory, port));
    Process process =
        started(List.of("nginx", "-c", config.toString(), "-p", directory.toString()));
    while (process.isAlive()) {
      try {
        return new Nginx(process, port);
      } catch (IOException notYet) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException(
        "nginx ended: " + new String(process.getErrorStream().readAllBytes(), UTF_8));
  }

  private static void certificate(Path directory) throws IOException, InterruptedException {
    Process made =
        started(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                directory.resolve("key.pem").toString(),
                "-out",
                directory.resolve("cert.pem").toString(),
                "-subj",
                "/CN=localhost"));
    if (made.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
  }

  private static Process started(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new IOException(command.getFirst() + " is needed (a Debian package of that name)", e);
    }
  }

  private static String config(Path directory, int port) {
    return """
    daemon off;
    user %3$s;
    worker_processes auto;
    pid %1$s/nginx.pid;
    error_log stderr error;
    events { worker_connections 1024; }
    http {
      access_log off;
      types { application/json json; }
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      keepalive_requests 100000000;
      server {
        listen 127.0.0.1:%2$d ssl http2;
        ssl_certificate %1$s/cert.pem;
        ssl_certificate_key %1$s/key.pem;
        root %1$s;
      }
    }
    """
        .formatted(directory, port, System.getProperty("user.name"));
  }

  public String url() {
    return "https://127.0.0.1:" + port + "/" + FILE;
  }

  public Processes processes() {
    return processes;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
