package dev.stopwater.assembly;

import dev.stopwater.access.UserInfo;
import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.Gate;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Gates;
import dev.stopwater.server.verb.Target;
import dev.stopwater.watchcache.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Joins admission to the verbs: a request and its target become the attributes that gates judge.
final class AdmissionGates implements Gates {

  private final Admission admission;

  /// @param admission made of a way to look at other objects
  AdmissionGates(Catalog catalog, Resources resources, Function<Lookup, Admission> admission) {
    this.admission = admission.apply(new CachedObjects(catalog, resources));
  }

  @Override
  public Gate of(RequestContext request, Target target, boolean dryRun) {
    MapValue options = new MapValue();
    if (dryRun) {
      options.put("dryRun", ListValue.of(new Text("All")));
    }
    UserInfo user = request.user();
    AdmissionAttributes.Requester requester =
        new AdmissionAttributes.Requester(user.name(), user.uid(), user.groups(), user.extra());
    return new Judged(target, requester, options);
  }

  private final class Judged implements Gate {

    private final Target target;
    private final AdmissionAttributes.Requester requester;
    private final MapValue options;

    Judged(Target target, AdmissionAttributes.Requester requester, MapValue options) {
      this.target = target;
      this.requester = requester;
      this.options = options;
    }

    @Override
    public void admit(Operation operation, MapValue object, @Nullable MapValue old) {
      admission.mutate(attributes(operation, object, old));
    }

    @Override
    public void judge(Operation operation, MapValue object, @Nullable MapValue old) {
      MapValue judged = operation == Operation.DELETE ? new MapValue() : object;
      admission.validate(attributes(operation, judged, old));
    }

    private AdmissionAttributes attributes(
        Operation operation, MapValue object, @Nullable MapValue old) {
      return new AdmissionAttributes(
          AdmissionAttributes.Operation.valueOf(operation.name()),
          new AdmissionAttributes.Target(
              target.definition(), target.subresourceName(), target.namespace(), target.name()),
          object,
          old,
          requester,
          options);
    }
  }

  /// Objects as the watch caches hold them.
  private record CachedObjects(Catalog catalog, Resources resources) implements Lookup {

    @Override
    public @Nullable MapValue find(String group, String resource, String namespace, String name) {
      ResourceStore store = store(group, resource);
      Item item = store == null ? null : store.find(namespace, name);
      return item == null ? null : ResourceStore.tree(item);
    }

    @Override
    public List<MapValue> list(String group, String resource, String namespace) {
      ResourceStore store = store(group, resource);
      if (store == null) {
        return List.of();
      }
      String prefix = namespace.isEmpty() ? "" : namespace + "/";
      List<MapValue> objects = new ArrayList<>();
      Iterator<Item> items = store.cache().snapshot().items(prefix, prefix);
      while (items.hasNext()) {
        objects.add(ResourceStore.tree(items.next()));
      }
      return objects;
    }

    private @Nullable ResourceStore store(String group, String resource) {
      Definition definition = catalog.findPreferred(group, resource);
      return definition == null || !resources.stores(definition) ? null : resources.of(definition);
    }
  }
}
