package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.junit.Cluster;
import dev.stopwater.junit.Stopwater;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.Config;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same operator, seen by a user with the official Java client.
@Stopwater
class OfficialClientTest {

  @Test
  void seesTheGreeting(Cluster cluster) throws Exception {
    CoreV1Api core = new CoreV1Api(Config.fromConfig(new StringReader(cluster.kubeconfig())));
    try (KubernetesClient own =
            new KubernetesClientBuilder()
                .withConfig(
                    io.fabric8.kubernetes.client.Config.fromKubeconfig(cluster.kubeconfig()))
                .build();
        Greeter greeter = Greeter.start(own)) {
      core.createNamespacedConfigMap(
              cluster.namespace(),
              new V1ConfigMap()
                  .metadata(new V1ObjectMeta().name("ada").putLabelsItem("greet", "yes"))
                  .data(Map.of("name", "Ada")))
          .execute();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          core.readNamespacedConfigMap("ada-greeting", cluster.namespace())
                              .execute()
                              .getData())
                      .containsEntry("text", "Hello, Ada!"));
    }
  }
}
