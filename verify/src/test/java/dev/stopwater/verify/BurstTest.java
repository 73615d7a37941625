package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Very many clients that list everything at once and do not read: the server lives, refuses what
/// is too much, serves others, and is empty afterwards. `-Dburst.clients=2000 -Dburst.megabytes=400
/// -Dburst.heap=1024` is the long form.
class BurstTest {

  private static final int CLIENTS = Integer.getInteger("burst.clients", 400);
  private static final int MEGABYTES = Integer.getInteger("burst.megabytes", 20);
  private static final int HEAP = Integer.getInteger("burst.heap", 160);
  private static final int OBJECT_BYTES = 20_000;
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  @TempDir Path home;
  private SSLContext tls;

  @Test
  void aBurstOfListsCannotTakeMoreMemoryThanThereIsForIt() throws Exception {
    Path tokens = home.resolve("tokens.csv");
    Files.writeString(tokens, "for-ann,ann,1,system:masters\nfor-bob,bob,2,system:masters\n");
    tls = Client.trusting();
    try (ServerProcess server =
        ServerProcess.start(
            HEAP,
            home.resolve("data"),
            "--secure-port=0",
            "--token-auth-file=" + tokens,
            "--request-timeout=" + (20 + CLIENTS / 20) + "s")) {
      Client admin = Client.of(server);
      fill(admin);
      long atRest = held(server);
      burst(server, admin);
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(admin.get("/metrics"))
                  .contains("stopwater_ledger_requests 1.0")
                  .contains("stopwater_bytes_held 0.0"));
      System.out.println(
          "resident at rest %d MiB, after the burst %d MiB".formatted(atRest, held(server)));
      assertThat(server.stop()).isZero();
      assertThat(server.log()).doesNotContain("OutOfMemoryError");
    }
  }

  private static void fill(Client admin) throws Exception {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"big-%05d\"},\"data\":{\"x\":\""
            + "x".repeat(OBJECT_BYTES)
            + "\"}}";
    for (int i = 0; i < MEGABYTES * 1_000_000 / OBJECT_BYTES; i++) {
      assertThat(admin.send("POST", MAPS, body.formatted(i)).statusCode()).isEqualTo(201);
    }
  }

  private void burst(ServerProcess server, Client admin) throws Exception {
    List<RawConnection> clients = new ArrayList<>();
    Map<String, Integer> answers = new TreeMap<>();
    long most = 0;
    for (int i = 0; i < CLIENTS; i++) {
      RawConnection client = ask(server, "ann", MAPS);
      clients.add(client);
      answers.merge(client.hear(12), 1, Integer::sum); // and reads no more
      if (i % 50 == 49) { // the others, meanwhile
        assertThat(admin.get("/readyz")).isEqualTo("ok");
        assertThat(answer(server, "bob", MAPS + "/big-00001")).startsWith("HTTP/1.1 200");
        most = Math.max(most, held(server));
      }
    }
    System.out.println("answers %s, most resident %d MiB".formatted(answers, most));
    assertThat(answers.keySet()).isSubsetOf("HTTP/1.1 200", "HTTP/1.1 429");
    assertThat(answers).containsKey("HTTP/1.1 200");
    assertThat(refusals(admin)).isEqualTo(answers.getOrDefault("HTTP/1.1 429", 0));
    for (RawConnection each : clients) {
      each.close();
    }
  }

  private RawConnection ask(ServerProcess server, String user, String path) throws Exception {
    RawConnection client = RawConnection.to(server, tls, 8 * 1024);
    client.say(
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer for-%s\r\nConnection: close\r\n\r\n"
            .formatted(path, user));
    return client;
  }

  private String answer(ServerProcess server, String user, String path) throws Exception {
    try (RawConnection client = ask(server, user, path)) {
      return client.hear(Integer.MAX_VALUE);
    }
  }

  private static int refusals(Client admin) {
    Matcher found =
        Pattern.compile("apiserver_request_terminations_total\\{code=\"429\".*?} (\\d+)")
            .matcher(admin.get("/metrics"));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  /// Resident memory of the server, in mebibytes.
  private static long held(ServerProcess server) throws Exception {
    Matcher found =
        Pattern.compile("VmRSS:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc", Long.toString(server.pid()), "status")));
    return found.find() ? Long.parseLong(found.group(1)) / 1024 : -1;
  }
}
