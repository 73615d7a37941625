package example;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// An operator: for each ConfigMap with the label `greet` and a `name` it keeps another one,
/// `<its name>-greeting`, that says hello; and none for those that are gone.
public final class Greeter implements AutoCloseable {

  private static final String LABEL = "greet";

  private record Key(String namespace, String name) {}

  private final KubernetesClient client;
  private final BlockingQueue<Key> queue = new LinkedBlockingQueue<>();
  private final SharedIndexInformer<ConfigMap> people;
  private final Thread loop;

  private Greeter(KubernetesClient client) {
    this.client = client;
    this.people =
        client.configMaps().inAnyNamespace().withLabel(LABEL).inform(new ResourceEventHandler<>() {
          @Override
          public void onAdd(ConfigMap person) {
            enqueue(person);
          }

          @Override
          public void onUpdate(ConfigMap before, ConfigMap person) {
            enqueue(person);
          }

          @Override
          public void onDelete(ConfigMap person, boolean unknown) {
            enqueue(person);
          }
        });
    this.loop = Thread.ofVirtual().name("greeter").start(this::work);
  }

  public static Greeter start(KubernetesClient client) {
    return new Greeter(client);
  }

  private void enqueue(ConfigMap person) {
    queue.add(new Key(person.getMetadata().getNamespace(), person.getMetadata().getName()));
  }

  private void work() {
    while (true) {
      try {
        Key next = queue.take();
        try {
          reconcile(next);
        } catch (KubernetesClientException conflict) {
          queue.add(next);
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void reconcile(Key key) {
    ConfigMap person = people.getIndexer().getByKey(key.namespace() + "/" + key.name());
    Resource<ConfigMap> greeting =
        client.configMaps().inNamespace(key.namespace()).withName(key.name() + "-greeting");
    if (person == null) {
      greeting.delete();
      return;
    }
    String text = "Hello, " + person.getData().getOrDefault("name", "whoever you are") + "!";
    ConfigMap found = greeting.get();
    if (found == null) {
      client.resource(wanted(key, text)).create();
    } else if (!text.equals(found.getData().get("text"))) {
      greeting.edit(old -> new ConfigMapBuilder(old).addToData("text", text).build());
    }
  }

  private static ConfigMap wanted(Key key, String text) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(key.namespace())
        .withName(key.name() + "-greeting")
        .endMetadata()
        .withData(Map.of("text", text))
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    people.stop();
    loop.interrupt();
    loop.join();
  }
}
