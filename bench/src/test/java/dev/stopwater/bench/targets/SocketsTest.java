package dev.stopwater.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc")
class SocketsTest {

  @Test
  void aLineOfTheKernelIsRead() {
    Sockets sockets =
        Sockets.parse(
            List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:7303 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0",
                "   1: 0100007F:C001 0100007F:7304 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 20 4 30 10 -1"));
    assertThat(sockets.all())
        .containsExactly(
            new Sockets.Socket(0x7303, "00000000:0000", "0A", "socket:[4711]"),
            new Sockets.Socket(0xC001, "0100007F:7304", "01", "socket:[4712]"));
    assertThat(sockets.all().getLast().remotePort()).isEqualTo(0x7304);
    assertThat(sockets.all().getLast().toThisMachine()).isTrue();
    assertThat(sockets.all().getFirst().toThisMachine()).isFalse();
  }

  @Test
  void whoListensAndWhoIsConnectedIsFound() throws IOException {
    long self = ProcessHandle.current().pid();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      Sockets now = Sockets.now();
      assertThat(client.isConnected()).isTrue();
      assertThat(now.listeners(server.getLocalPort())).contains(self);
      assertThat(now.calledBy(self)).contains(server.getLocalPort());
      assertThat(Processes.listeningOn(server.getLocalPort()).andTheirServers().pids())
          .contains(self);
    }
  }
}
