package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.select.LabelSelector;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.Gate;
import dev.stopwater.resources.Gate.Operation;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Write;
import dev.stopwater.server.errors.StatusObject;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.Item;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Deletes a pod if its disruption budget allows it: `pods/{name}/eviction`, which `kubectl drain`
/// uses.
public final class Evict implements Verb {

  private static final String KIND = "Eviction";
  private static final Set<String> VERSIONS = Set.of("policy/v1", "policy/v1beta1");

  /// Phases in which a pod counts for no budget.
  private static final Set<String> UNCOUNTED = Set.of("Succeeded", "Failed", "Pending");

  private static final int ATTEMPTS = 20;

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Gates gates;
  private final Schema schema;
  private final ResourceStore budgets;
  private final InstantSource clock;

  /// @param schema of an Eviction
  public Evict(
      Answers answers,
      ObjectDecoder decoder,
      Gates gates,
      Schema schema,
      ResourceStore budgets,
      InstantSource clock) {
    this.answers = answers;
    this.decoder = decoder;
    this.gates = gates;
    this.schema = schema;
    this.budgets = budgets;
    this.clock = clock;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.NONE);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "CreateOptions", false);
    MapValue eviction = decoder.decode(request, schema, KIND, VERSIONS, body, options.validation());
    Create.place(eviction, target);
    if (!Metadata.name(eviction).equals(target.name())) {
      throw StatusException.badRequest("name in URL does not match name in Eviction object");
    }
    DeleteOptions deletion = DeleteOptions.ofBody(eviction.mapOrEmpty("deleteOptions"));
    boolean dryRun = options.dryRun() || deletion.dryRun();
    target.store().require(target.namespace(), target.name());
    Gate gate = gates.of(request, target, dryRun);
    gate.admit(Operation.CREATE, eviction, null);
    gate.judge(Operation.CREATE, eviction, null);
    evict(target, deletion.deletion(), dryRun);
    answers.tree(request, form, 201, StatusObject.success(201));
  }

  /// Tries again when the pod changed between the look at its budget and its deletion, unless the
  /// client itself named the version that it wants to evict.
  private void evict(Target target, Deletion wanted, boolean dryRun) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Item pod = target.store().require(target.namespace(), target.name());
      try {
        evict(target, pod, wanted, dryRun);
        return;
      } catch (StatusException e) {
        boolean raced = e.code() == 409 && wanted.resourceVersion() == null && wanted.uid() == null;
        if (!raced || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void evict(Target target, Item item, Deletion wanted, boolean dryRun)
      throws InterruptedException {
    MapValue pod = ResourceStore.tree(item);
    boolean certain = true; // whether it may be deleted in whatever version
    if (counted(pod)) {
      certain = askBudget(target, item, pod, dryRun);
    } else if (pod.mapOrEmpty("status").text("phase", "").equals("Pending")) {
      certain = false;
    }
    wanted.checkPreconditions(target.definition(), item);
    Deletion deletion = certain ? wanted : wanted.ofVersion(item.revision());
    if (!dryRun) {
      long marked = mark(target, deletion);
      deletion = certain ? wanted.ofAnyVersion() : wanted.ofVersion(marked);
    }
    target
        .store()
        .delete(target.namespace(), target.name(), deletion, new Write("", dryRun, Gate.OPEN));
  }

  private static boolean counted(MapValue pod) {
    return !Metadata.deleting(pod)
        && !UNCOUNTED.contains(pod.mapOrEmpty("status").text("phase", ""));
  }

  /// Notes in the pod why it goes.
  ///
  /// @return the revision of the pod with its mark
  private long mark(Target target, Deletion deletion) throws InterruptedException {
    target
        .store()
        .update(
            target.namespace(),
            target.name(),
            present -> {
              deletion.checkPreconditions(target.definition(), present);
              MapValue pod = ResourceStore.tree(present);
              PodConditions.set(
                  pod,
                  PodConditions.of(
                      "DisruptionTarget", "EvictionByEvictionAPI", "Eviction API: evicting"),
                  clock.instant());
              return pod;
            },
            new Write("eviction", false, Gate.OPEN));
    return target.store().require(target.namespace(), target.name()).revision();
  }

  /// @return false if the pod may only be deleted as it was seen here
  private boolean askBudget(Target target, Item item, MapValue pod, boolean dryRun)
      throws InterruptedException {
    List<Item> matching = budgets(target.namespace(), item);
    if (matching.size() > 1) {
      throw StatusException.unknown(
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    if (matching.isEmpty()) {
      return true;
    }
    MapValue budget = ResourceStore.tree(matching.getFirst());
    if (!PodConditions.ready(pod) && new DisruptionBudget(budget).letsUnhealthyGo()) {
      return false;
    }
    budgets.update(
        target.namespace(),
        Metadata.name(budget),
        present -> {
          MapValue changed =
              new DisruptionBudget(ResourceStore.tree(present))
                  .disrupted(target.name(), clock.instant());
          Metadata.of(changed).put("resourceVersion", Long.toString(present.revision()));
          return changed;
        },
        new Write("status", dryRun, Gate.OPEN));
    return true;
  }

  private List<Item> budgets(String namespace, Item pod) {
    String prefix = namespace + "/";
    List<Item> matching = new ArrayList<>();
    Iterator<Item> all = budgets.cache().snapshot().items(prefix, prefix);
    while (all.hasNext()) {
      Item each = all.next();
      MapValue spec = ResourceStore.tree(each).mapOrEmpty("spec");
      if (LabelSelector.of(spec.map("selector")).matches(pod.attributes().labels())) {
        matching.add(each);
      }
    }
    return matching;
  }
}
