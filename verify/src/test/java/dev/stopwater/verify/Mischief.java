package dev.stopwater.verify;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/// What clients do in the field, good and bad, one thing at a time: each step opens, does, and
/// leaves. Any thread.
final class Mischief {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int SMALL_BUFFER = 8 * 1024;
  private static final int OBJECT_BYTES = 20_000;

  private final ServerProcess server;
  private final Client client;
  private final SSLContext tls;
  private final Map<String, Boolean> present; // by name: whether its last write was acknowledged
  private final AtomicLong names;

  /// @param present what is acknowledged to exist; kept from one server to the next
  Mischief(ServerProcess server, Map<String, Boolean> present, AtomicLong names) throws Exception {
    this.server = server;
    this.client = Client.of(server);
    this.tls = Client.tls(server);
    this.present = present;
    this.names = names;
  }

  static Map<String, Boolean> nothingYet() {
    return new ConcurrentHashMap<>();
  }

  private static String map(String name) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"x\":\"%s\"}}"
        .formatted(name, "x".repeat(OBJECT_BYTES));
  }

  /// @return what was done, for the count
  String step(Random random) throws Exception {
    return switch (random.nextInt(9)) {
      case 0, 1 -> create();
      case 2 -> delete();
      case 3 -> listAndRead();
      case 4 -> listAndHangUp(random);
      case 5 -> watchAndHangUp(random);
      case 6 -> beginAndHangUp(random);
      case 7 -> askForTooLittleTime();
      default -> connectAndSayNothing(random);
    };
  }

  private String create() throws Exception {
    String name = "soak-" + names.incrementAndGet();
    if (present.size() > 400) {
      return delete();
    }
    present.put(name, false);
    HttpResponse<String> answer = client.send("POST", MAPS, map(name));
    if (answer.statusCode() == 201) {
      present.put(name, true);
    }
    return "create " + answer.statusCode();
  }

  private String delete() throws Exception {
    for (String name : present.keySet()) {
      if (present.remove(name, true)) {
        return "delete " + client.send("DELETE", MAPS + "/" + name, "").statusCode();
      }
    }
    return "nothing to delete";
  }

  private String listAndRead() throws Exception {
    return "list " + client.send("GET", MAPS, "").statusCode();
  }

  private String listAndHangUp(Random random) throws Exception {
    try (RawConnection slow = RawConnection.to(server, tls, SMALL_BUFFER)) {
      slow.say("GET " + MAPS + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      slow.hear(random.nextInt(64 * 1024));
    }
    return "list, then hang up";
  }

  private String watchAndHangUp(Random random) throws Exception {
    try (RawConnection watch = RawConnection.to(server, tls, SMALL_BUFFER)) {
      watch.say("GET " + MAPS + "?watch=true HTTP/1.1\r\nHost: x\r\n\r\n");
      watch.hear(12);
      watch.input().read(new byte[1 + random.nextInt(32 * 1024)]);
    }
    return "watch, then hang up";
  }

  private String beginAndHangUp(Random random) throws Exception {
    try (RawConnection half = RawConnection.to(server, tls, SMALL_BUFFER)) {
      half.say("POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{");
      half.say("x".repeat(random.nextInt(50_000)));
    }
    return "half a body, then hang up";
  }

  private String askForTooLittleTime() throws Exception {
    return "timeout " + client.send("GET", MAPS + "?timeout=1ms", "").statusCode();
  }

  private String connectAndSayNothing(Random random) throws IOException {
    try (java.net.Socket socket =
        new java.net.Socket(server.url().getHost(), server.url().getPort())) {
      socket.getOutputStream().write(new byte[random.nextInt(20)]);
      socket.setSoLinger(true, 0); // ends with a reset
    }
    return "no handshake, then a reset";
  }
}
