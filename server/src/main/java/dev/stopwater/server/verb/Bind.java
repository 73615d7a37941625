package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
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
import java.util.List;

/// Assigns a pod to a node: `pods/{name}/binding`, and the older `bindings`. What a scheduler does.
public final class Bind implements Verb {

  private static final Resource BINDINGS = new Resource("", "pods/binding");
  private static final String KIND = "Binding";

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Gates gates;
  private final Schema schema;
  private final ResourceStore pods;
  private final InstantSource clock;

  /// @param schema of a Binding
  public Bind(
      Answers answers,
      ObjectDecoder decoder,
      Gates gates,
      Schema schema,
      ResourceStore pods,
      InstantSource clock) {
    this.answers = answers;
    this.decoder = decoder;
    this.gates = gates;
    this.schema = schema;
    this.pods = pods;
    this.clock = clock;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.NONE);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "CreateOptions", false);
    MapValue binding = decoder.decode(request, schema, KIND, "v1", body, options.validation());
    Create.place(binding, target);
    String pod = pod(binding, target);
    Gate gate = gates.of(request, target, options.dryRun());
    gate.admit(Operation.CREATE, binding, null);
    gate.judge(Operation.CREATE, binding, null);
    check(binding);
    pods.update(
        target.namespace(),
        pod,
        present -> bound(present, binding),
        new Write("binding", options.dryRun(), Gate.OPEN));
    answers.tree(request, form, 201, StatusObject.success(201));
  }

  private static String pod(MapValue binding, Target target) {
    String name = Metadata.name(binding);
    if (target.subresource() == null) {
      if (name.isEmpty()) {
        throw StatusException.badRequest("Name parameter required.");
      }
      return name;
    }
    if (!name.equals(target.name())) {
      throw StatusException.badRequest("name in URL does not match name in Binding object");
    }
    return name;
  }

  /// @throws StatusException 500, which is what upstream answers here
  private static void check(MapValue binding) {
    MapValue to = binding.mapOrEmpty("target");
    FieldErrors errors = new FieldErrors();
    String kind = to.text("kind", "");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      errors.notSupportedText(Path.of("target", "kind"), kind, List.of("Node", "<empty>"));
    }
    if (to.text("name", "").isEmpty()) {
      errors.required(Path.of("target", "name"));
    }
    List<String> said = errors.all().stream().map(Bind::sentence).toList();
    if (!said.isEmpty()) {
      throw StatusException.unknown(
          said.size() == 1 ? said.getFirst() : "[" + String.join(", ", said) + "]");
    }
  }

  private static String sentence(FieldError error) {
    return error.field() + ": " + error.message();
  }

  private MapValue bound(Item present, MapValue binding) {
    MapValue pod = ResourceStore.tree(present);
    checkPreconditions(present, binding);
    checkFree(pod);
    MapValue wanted = Metadata.of(binding);
    pod.mapOrPut("spec").put("nodeName", binding.mapOrEmpty("target").text("name", ""));
    merge(pod, "annotations", wanted);
    merge(pod, "labels", wanted);
    PodConditions.set(pod, PodConditions.of("PodScheduled", "", ""), clock.instant());
    return pod;
  }

  private static void merge(MapValue pod, String field, MapValue wanted) {
    wanted
        .mapOrEmpty(field)
        .entries()
        .forEach(each -> Metadata.of(pod).mapOrPut(field).put(each.getKey(), each.getValue()));
  }

  private static void checkFree(MapValue pod) {
    String name = Metadata.name(pod);
    MapValue spec = pod.mapOrEmpty("spec");
    if (Metadata.deleting(pod)) {
      throw refused(name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    String node = spec.text("nodeName", "");
    if (!node.isEmpty()) {
      throw refused(name, "pod " + name + " is already assigned to node \"" + node + "\"");
    }
    if (!spec.listOrEmpty("schedulingGates").isEmpty()) {
      throw refused(name, "pod " + name + " has non-empty .spec.schedulingGates");
    }
  }

  private static StatusException refused(String name, String why) {
    return StatusException.conflict(BINDINGS, name, why);
  }

  private void checkPreconditions(Item present, MapValue binding) {
    MapValue wanted = Metadata.of(binding);
    compare(present, "UID", wanted.text("uid", ""), present.attributes().uid());
    compare(
        present,
        "ResourceVersion",
        wanted.text("resourceVersion", ""),
        Long.toString(present.revision()));
  }

  private void compare(Item present, String what, String wanted, String found) {
    if (!wanted.isEmpty() && !wanted.equals(found)) {
      throw StatusException.conflict(
          pods.definition().groupResource(),
          present.attributes().name(),
          "StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: %s in precondition: %s, %s in object meta: %s"
              .formatted(pods.storageKey(present), what, wanted, what, found));
    }
  }
}
