package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may see profiles, as kube-apiserver 1.36 was seen to decide, and how the commands show who
/// they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PprofAccessTest {

  private Path home;
  private ServerProcess server;
  private HttpClient anybody;
  private String authority = "";

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    home = folder;
    Path tokens = home.resolve("tokens.csv");
    Files.writeString(
        tokens,
        """
        root-token,root,1,system:masters
        bob-token,bob,2
        """);
    server =
        ServerProcess.start(
            home.resolve("data"),
            "--secure-port",
            "0",
            "--store",
            "memory",
            "--token-auth-file",
            tokens.toString());
    anybody = HttpClient.newBuilder().sslContext(Client.trusting()).build();
    authority =
        Files.readAllLines(server.kubeconfig()).stream()
            .map(String::strip)
            .filter(line -> line.contains("certificate-authority-data: "))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  void stop() throws Exception {
    anybody.close();
    server.close();
  }

  private HttpResponse<String> ask(String token, String method, String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return anybody.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/debug/pprof/",
        "/debug/pprof/goroutine",
        "/debug/pprof/requests",
        "/debug/pprof"
      })
  void strangersAndTheUnprivilegedSeeNothing(String path) throws Exception {
    HttpResponse<String> stranger = ask("", "GET", path);
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body())
        .contains("forbidden: User \\\"system:anonymous\\\" cannot get path \\\"" + path + "\\\"");
    HttpResponse<String> bob = ask("bob-token", "GET", path);
    assertThat(bob.statusCode()).isEqualTo(403);
    assertThat(bob.body())
        .contains("forbidden: User \\\"bob\\\" cannot get path \\\"" + path + "\\\"")
        .contains("\"reason\":\"Forbidden\"");
    HttpResponse<String> forged = ask("no-such-token", "GET", path);
    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(forged.body()).contains("\"message\":\"Unauthorized\"");
  }

  @Test
  void whoMaySeesThemWithAToken() throws Exception {
    HttpResponse<String> profile = ask("root-token", "GET", "/debug/pprof/goroutine");
    assertThat(profile.statusCode()).isEqualTo(200);
    assertThat(profile.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(profile.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"goroutine\"");
    assertThat(ask("root-token", "GET", "/debug/pprof/").body()).contains("goroutine");
    assertThat(ask("root-token", "POST", "/debug/pprof/symbol").body())
        .isEqualTo("num_symbols: 1\n");
  }

  private Path kubeconfig(String name, String cluster, String user) throws Exception {
    Path file = home.resolve(name + ".kubeconfig");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts: [{name: here, context: {cluster: here, user: me}}, {name: there, context: {cluster: x}}]
        clusters:
        - name: here
          cluster: {server: "%s", %s}
        users:
        - name: me
          user: %s
        """
            .formatted(server.url(), cluster, user));
    return file;
  }

  private String known() {
    return "certificate-authority-data: " + authority;
  }

  /// What a command prints, and its exit code in front.
  private static String said(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      return Main.run(words) + " " + said.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static String top(Path kubeconfig, String... more) {
    String[] words = {"top", "--once", "--kubeconfig", kubeconfig.toString()};
    return said(
        java.util.stream.Stream.of(words, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void commandsShowATokenACertificateOrATokenOfAFile() throws Exception {
    Path token = kubeconfig("token", known(), "{token: root-token}");
    assertThat(top(token)).startsWith("0 requests 1 ");
    Files.writeString(home.resolve("token.txt"), "root-token\n");
    Path file = kubeconfig("file", known(), "{tokenFile: token.txt, token: no-such-token}");
    assertThat(top(file)).startsWith("0 requests 1 ");
    assertThat(said("leaks", "--kubeconfig", file.toString()))
        .startsWith("0 leak profile: total 0");
    Path out = home.resolve("goroutine.pb.gz");
    assertThat(
            said(
                "profile",
                "--kind",
                "goroutine",
                "--out",
                out.toString(),
                "--kubeconfig",
                token.toString()))
        .startsWith("0 ");
    assertThat(out).isNotEmptyFile();
    assertThat(top(server.kubeconfig())).startsWith("0 requests 1 ");
    Path careless = kubeconfig("careless", "insecure-skip-tls-verify: true", "{token: root-token}");
    assertThat(top(careless)).startsWith("0 requests 1 ");
  }

  @Test
  void commandsSayInOneSentenceWhyTheyAreNotLetIn() throws Exception {
    Map<String, String> users =
        Map.of(
            "{}", "the server answers 403: forbidden: User \"system:anonymous\" cannot get path",
            "{token: bob-token}", "the server answers 403: forbidden: User \"bob\" cannot get path",
            "{token: root-token, as: bob}",
                "the server answers 403: forbidden: User \"bob\" cannot get path",
            "{token: no-such-token}", "the server answers 401: Unauthorized",
            "{exec: {command: aws}}", "logs in by a program, 'aws', which is not run here",
            "{auth-provider: {name: gcp}}", "logs in by an auth-provider",
            "{username: a, password: b}", "has a password",
            "{tokenFile: none.txt}", "cannot read the token file none.txt of me",
            "{client-certificate-data: eA==}", "a client certificate goes with a key");
    for (Map.Entry<String, String> each : users.entrySet()) {
      Path file = kubeconfig("refused", known(), each.getKey());
      assertThat(top(file)).startsWith("1 stopwater: ").contains(each.getValue()).hasLineCount(1);
    }
    Path stranger = kubeconfig("stranger", "tls-server-name: x", "{token: root-token}");
    assertThat(top(stranger)).startsWith("1 stopwater: tls-server-name of here is not supported");
    Path unknown = kubeconfig("unknown", "x: y", "{token: root-token}");
    assertThat(top(unknown)).startsWith("1 stopwater: cannot reach https://").hasLineCount(1);
    assertThat(top(unknown, "--context", "there"))
        .startsWith("1 stopwater: there is no cluster 'x' in ");
    assertThat(top(unknown, "--context", "none"))
        .startsWith("1 stopwater: there is no context 'none' in ");
    Path damaged = Files.writeString(home.resolve("damaged.kubeconfig"), "a: [");
    assertThat(top(damaged)).startsWith("1 stopwater: the kubeconfig ").contains(" is damaged: ");
  }
}
