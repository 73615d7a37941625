package dev.stopwater.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.reflect.TypeToken;
import dev.stopwater.verify.ServerProcess;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `io.kubernetes:client-java` as its users use it. Each test has a label of its own.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OfficialJavaClientTest {

  private static final String NAMESPACE = "default";

  @TempDir static Path home;
  private static ServerProcess server;
  private static ApiClient client;
  private static CoreV1Api core;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(home.resolve("data"), "--secure-port", "0");
    try (Reader config = Files.newBufferedReader(server.kubeconfig())) {
      client = ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(config)).build();
    }
    client.setReadTimeout(0); // informers insist on it
    core = new CoreV1Api(client);
  }

  @AfterAll
  static void stop() throws Exception {
    client.getHttpClient().dispatcher().executorService().shutdownNow();
    server.close();
  }

  private static V1ConfigMap configMap(String name, String test) {
    return new V1ConfigMap()
        .metadata(new V1ObjectMeta().name(name).labels(Map.of("test", test)))
        .data(Map.of("key", "first"));
  }

  private static V1ConfigMap create(String name, String test) throws ApiException {
    return core.createNamespacedConfigMap(NAMESPACE, configMap(name, test)).execute();
  }

  private static V1ConfigMap patch(String name, String patch) throws ApiException {
    return PatchUtils.patch(
        V1ConfigMap.class,
        () -> core.patchNamespacedConfigMap(name, NAMESPACE, new V1Patch(patch)).buildCall(null),
        V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
        client);
  }

  @Test
  void objectsAreCreatedListedPatchedAndDeleted() throws Exception {
    V1ConfigMap created = create("verbs", "verbs");
    assertThat(created.getMetadata().getUid()).isNotEmpty();
    assertThat(uids()).containsExactly(created.getMetadata().getUid());
    V1ConfigMap patched = patch("verbs", "{\"data\":{\"other\":\"second\"}}");
    assertThat(patched.getData()).isEqualTo(Map.of("key", "first", "other", "second"));
    core.deleteNamespacedConfigMap("verbs", NAMESPACE).execute();
    assertThat(uids()).isEmpty();
  }

  private static List<String> uids() throws ApiException {
    return core
        .listNamespacedConfigMap(NAMESPACE)
        .labelSelector("test=verbs")
        .execute()
        .getItems()
        .stream()
        .map(each -> each.getMetadata().getUid())
        .toList();
  }

  @Test
  void aWatchShowsEachChangeFromTheRevisionOfItsList() throws Exception {
    V1ConfigMapList before =
        core.listNamespacedConfigMap(NAMESPACE).labelSelector("test=watch").execute();
    create("watched", "watch");
    patch("watched", "{\"data\":{\"key\":\"second\"}}");
    core.deleteNamespacedConfigMap("watched", NAMESPACE).execute();
    try (Watch<V1ConfigMap> watch =
        Watch.createWatch(
            client,
            core.listNamespacedConfigMap(NAMESPACE)
                .labelSelector("test=watch")
                .resourceVersion(before.getMetadata().getResourceVersion())
                .timeoutSeconds(30)
                .watch(true)
                .buildCall(null),
            new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
      assertThat(List.of(event(watch), event(watch), event(watch)))
          .containsExactly("ADDED first", "MODIFIED second", "DELETED second");
    }
  }

  private static String event(Watch<V1ConfigMap> watch) {
    Watch.Response<V1ConfigMap> event = watch.next();
    return event.type + " " + event.object.getData().get("key");
  }

  @Test
  void anInformerFollowsWhatIsCreatedChangedAndDeleted() throws Exception {
    create("early", "informer");
    SharedInformerFactory informers = new SharedInformerFactory(client);
    Seen seen = new Seen();
    informers
        .sharedIndexInformerFor(
            parameters ->
                core.listNamespacedConfigMap(NAMESPACE)
                    .labelSelector("test=informer")
                    .resourceVersion(parameters.resourceVersion)
                    .timeoutSeconds(parameters.timeoutSeconds)
                    .watch(parameters.watch)
                    .buildCall(null),
            V1ConfigMap.class,
            V1ConfigMapList.class,
            Duration.ofMinutes(10).toMillis())
        .addEventHandler(handler(seen));
    informers.startAllRegisteredInformers();
    try {
      assertThat(seen.next()).isEqualTo("added early");
      create("late", "informer");
      assertThat(seen.next()).isEqualTo("added late");
      patch("late", "{\"data\":{\"key\":\"second\"}}");
      assertThat(seen.next()).isEqualTo("changed late");
      core.deleteNamespacedConfigMap("early", NAMESPACE).execute();
      assertThat(seen.next()).isEqualTo("deleted early");
    } finally {
      informers.stopAllRegisteredInformers();
    }
  }

  private static ResourceEventHandler<V1ConfigMap> handler(Seen seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(V1ConfigMap object) {
        seen.note("added", object.getMetadata().getName());
      }

      @Override
      public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
        seen.note("changed", after.getMetadata().getName());
      }

      @Override
      public void onDelete(V1ConfigMap object, boolean finalStateUnknown) {
        seen.note("deleted", object.getMetadata().getName());
      }
    };
  }
}
