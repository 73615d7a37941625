package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.ClientAuthorities;
import dev.stopwater.http.Handler;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientCertificateTest {

  private static final ClientAuthorities TRUSTED =
      new ClientAuthorities(List.of(Running.AUTHORITY.certificate()), InstantSource.system());

  private static final Handler WHO =
      exchange -> {
        List<X509Certificate> chain = exchange.clientCertificates();
        String name =
            chain.isEmpty() ? "nobody" : chain.getFirst().getSubjectX500Principal().getName();
        exchange.reply().send((name + " " + TRUSTED.test(chain)).getBytes(StandardCharsets.UTF_8));
      };

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void everyoneIsLetInAndTheChainSaysWhoIsBelieved(HttpClient.Version version) throws Exception {
    try (Running running = Running.patient(WHO)) {
      assertThat(asked(running, version, Running.AUTHORITY.client("alice")))
          .isEqualTo("CN=alice true");
      assertThat(asked(running, version, null)).isEqualTo("nobody false");
      assertThat(asked(running, version, Certificates.authority("elsewhere").client("mallory")))
          .isEqualTo("CN=mallory false");
      assertThat(
              asked(
                  running,
                  version,
                  Running.AUTHORITY.clientUntil("late", Instant.now().minusSeconds(60))))
          .isEqualTo("CN=late false");
      assertThat(asked(running, version, Running.AUTHORITY.server()))
          .isEqualTo("CN=localhost false");
    }
  }

  @Test
  void aChainFoundGoodIsGoodNoLongerThanItsCertificate() {
    Instant end = Instant.now().plusSeconds(600);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    ClientAuthorities authorities =
        new ClientAuthorities(List.of(Running.AUTHORITY.certificate()), now::get);
    List<X509Certificate> chain =
        List.of(Running.AUTHORITY.clientUntil("alice", end).certificate());
    assertThat(authorities.test(chain)).isTrue();
    assertThat(authorities.test(chain)).isTrue();
    now.set(end.plusSeconds(1));
    assertThat(authorities.test(chain)).isFalse();
  }

  private static String asked(
      Running running, HttpClient.Version version, @Nullable Certificates own) throws Exception {
    return running
        .client(version, own)
        .send(running.request("/").build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
