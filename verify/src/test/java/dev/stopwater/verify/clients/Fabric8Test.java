package dev.stopwater.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.verify.ServerProcess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `io.fabric8:kubernetes-client` as its users use it. Each test has a label of its own.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Fabric8Test {

  private static final String NAMESPACE = "default";

  @TempDir static Path home;
  private static ServerProcess server;
  private static KubernetesClient client;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(home.resolve("data"), "--secure-port", "0");
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.close();
  }

  private static ConfigMap create(String name, String test) {
    ConfigMap object =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("test", test)
            .endMetadata()
            .addToData("key", "first")
            .build();
    return client.configMaps().inNamespace(NAMESPACE).resource(object).create();
  }

  private static ConfigMap edit(String name) {
    return client
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName(name)
        .edit(found -> new ConfigMapBuilder(found).addToData("other", "second").build());
  }

  private static void delete(String name) {
    client.configMaps().inNamespace(NAMESPACE).withName(name).delete();
  }

  @Test
  void objectsAreCreatedListedEditedAndDeleted() {
    ConfigMap created = create("verbs", "verbs");
    assertThat(created.getMetadata().getUid()).isNotEmpty();
    assertThat(
            client.configMaps().inNamespace(NAMESPACE).withLabel("test", "verbs").list().getItems())
        .extracting(each -> each.getMetadata().getUid())
        .containsExactly(created.getMetadata().getUid());
    assertThat(edit("verbs").getData()).isEqualTo(Map.of("key", "first", "other", "second"));
    delete("verbs");
    assertThat(client.configMaps().inNamespace(NAMESPACE).withName("verbs").get()).isNull();
  }

  @Test
  void aWatchShowsEachChange() throws Exception {
    Seen seen = new Seen();
    try (Watch watch =
        client
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("test", "watch")
            .watch(watcher(seen))) {
      create("watched", "watch");
      assertThat(seen.next()).isEqualTo("added watched");
      edit("watched");
      assertThat(seen.next()).isEqualTo("modified watched");
      delete("watched");
      assertThat(seen.next()).isEqualTo("deleted watched");
    }
  }

  private static Watcher<ConfigMap> watcher(Seen seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap object) {
        seen.note(action.name().toLowerCase(Locale.ROOT), object.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.note("closed", cause.toString());
      }
    };
  }

  @Test
  void anInformerFollowsWhatIsCreatedChangedAndDeleted() throws Exception {
    create("early", "informer");
    Seen seen = new Seen();
    try (SharedIndexInformer<ConfigMap> informer =
        client
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("test", "informer")
            .inform(handler(seen))) {
      assertThat(seen.next()).isEqualTo("added early");
      create("late", "informer");
      assertThat(seen.next()).isEqualTo("added late");
      edit("late");
      assertThat(seen.next()).isEqualTo("changed late");
      delete("early");
      assertThat(seen.next()).isEqualTo("deleted early");
      assertThat(informer.getStore().list())
          .extracting(it -> it.getMetadata().getName())
          .containsExactly("late");
    }
  }

  private static ResourceEventHandler<ConfigMap> handler(Seen seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(ConfigMap object) {
        seen.note("added", object.getMetadata().getName());
      }

      @Override
      public void onUpdate(ConfigMap before, ConfigMap after) {
        seen.note("changed", after.getMetadata().getName());
      }

      @Override
      public void onDelete(ConfigMap object, boolean finalStateUnknown) {
        seen.note("deleted", object.getMetadata().getName());
      }
    };
  }
}
