package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.junit.Cluster;
import dev.stopwater.junit.Stopwater;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Stopwater
class GreeterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KubernetesClient client;
  private Greeter greeter;

  @BeforeEach
  void start(Cluster cluster) {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    greeter = Greeter.start(client);
  }

  @AfterEach
  void stop() throws InterruptedException {
    greeter.close();
    client.close();
  }

  // The kubeconfig's namespace is the test's own, so nothing here needs to name one.

  private void meet(String person, String name) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(person)
                .addToLabels("greet", "yes")
                .endMetadata()
                .addToData("name", name)
                .build())
        .create();
  }

  private void isGreeted(String person, String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ConfigMap greeting = client.configMaps().withName(person + "-greeting").get();
              assertThat(greeting).isNotNull();
              assertThat(greeting.getData()).containsEntry("text", text);
            });
  }

  @Test
  void whoComesIsGreetedByName() {
    meet("ada", "Ada");
    isGreeted("ada", "Hello, Ada!");
  }

  @Test
  void whoChangesTheirNameIsGreetedAnew() {
    meet("ada", "Ada");
    isGreeted("ada", "Hello, Ada!");
    client
        .configMaps()
        .withName("ada")
        .edit(old -> new ConfigMapBuilder(old).addToData("name", "Augusta").build());
    isGreeted("ada", "Hello, Augusta!");
  }

  @Test
  void whoGoesIsNoLongerGreeted() {
    meet("ada", "Ada");
    isGreeted("ada", "Hello, Ada!");
    client.configMaps().withName("ada").delete();
    await()
        .atMost(PATIENCE)
        .until(() -> client.configMaps().withName("ada-greeting").get() == null);
  }

  @Test
  void nobodyIsThereAtFirst() {
    assertThat(client.configMaps().inAnyNamespace().list().getItems()).isEmpty();
  }
}
