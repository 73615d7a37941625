package dev.stopwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The pages on a port of their own: for this machine only, a few at a time.
@NoLeaks
@Timeout(120)
class ProfileServerTest {

  @Test
  void oneLineServesTheProfiles() throws Exception {
    try (LiveProfiles live = LiveProfiles.serve(0)) {
      assertThat(Asked.of(live, "").text()).contains("href=\"goroutine?debug=1\"");
      assertThat(Asked.of(live, "goroutine?debug=2").text()).contains("ProfileServerTest", "main");
      assertThat(Asked.of(live, "leak?debug=2").text()).startsWith("leak profile: total 0,");
      assertThat(Asked.of(live, "late?debug=1&gc=1").text()).startsWith("late profile: total 0");
      assertThat(Asked.of(live, "ui?profile=heap").text()).contains("<span style=");
      assertThat(Asked.of(live, "nonsense").status()).isEqualTo(404);
      assertThat(Asked.to("GET", live.port(), "/").status()).isEqualTo(404);
      assertThat(Asked.to("GET", live.port(), "/debug/pprof").status()).isEqualTo(302);
      assertThat(Asked.to("POST", live.port(), "/debug/pprof/").status()).isEqualTo(405);
      assertThat(Asked.to("HEAD", live.port(), "/debug/pprof/")).isEqualTo(new Asked(200, ""));
    }
  }

  @Test
  void anAddressThatOthersCanReachMustBeMeant() throws Exception {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    assertThatThrownBy(() -> LiveSettings.on(0).at(everywhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reachableFromOutside()");
    try (LiveProfiles live = LiveSettings.on(0).reachableFromOutside().at(everywhere).start()) {
      assertThat(Asked.of(live, "").status()).isEqualTo(200);
      assertThat(said(live.port(), "profiles.example:80")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aPageOfTheWebCannotHaveABrowserAsk() throws Exception {
    try (LiveProfiles live = LiveProfiles.serve(0)) {
      assertThat(said(live.port(), "rebound.example")).startsWith("HTTP/1.1 403 ");
      assertThat(said(live.port(), "localhost:" + live.port())).startsWith("HTTP/1.1 200 ");
      assertThat(said(live.port(), "[::1]")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void clientsThatSayNothingMoreTakeNoMoreThanTheirPlaces() throws Exception {
    try (LiveProfiles live = LiveProfiles.serve(0)) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket("127.0.0.1", live.port());
        socket.getOutputStream().write('G');
        silent.add(socket);
      }
      while (live.count() < 8) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> Asked.of(live, "symbol")).isInstanceOf(IOException.class);
      assertThat(live.count()).isEqualTo(8);
      // Their ten seconds pass, and each is cut.
      for (Socket each : silent) {
        assertThat(each.getInputStream().read()).isEqualTo(-1);
        each.close();
      }
      while (live.count() > 0) {
        Thread.onSpinWait();
      }
      assertThat(Asked.of(live, "symbol").status()).isEqualTo(200);
    }
  }

  private static String said(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET /debug/pprof/symbol HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
