package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.Written;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.Item;

/// The `scale` subresource: get, update and patch of how many replicas there shall be.
public final class Scale implements Verb {

  private static final String API_VERSION = "autoscaling/v1";
  private static final String KIND = "Scale";

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Patches patches;
  private final Gates gates;
  private final Schema schema;

  public Scale(
      Answers answers, ObjectDecoder decoder, Patches patches, Gates gates, Schema schema) {
    this.answers = answers;
    this.decoder = decoder;
    this.patches = patches;
    this.gates = gates;
    this.schema = schema;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.ONE);
    switch (request.info().verb()) {
      case "get" -> {
        Item item = target.store().require(target.namespace(), target.name());
        respond(request, target, form, Scales.of(item));
      }
      case "update" -> update(request, target, form);
      default -> patch(request, target, form);
    }
  }

  private void respond(RequestContext request, Target target, Representation form, MapValue scale)
      throws Exception {
    answers.tree(request, form, 200, answers.forms().one(request, target, form, scale));
  }

  private void update(RequestContext request, Target target, Representation form) throws Exception {
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "UpdateOptions", false);
    MapValue scale = decoder.decode(request, schema, KIND, API_VERSION, body, options.validation());
    Update.checkIdentity(scale, target);
    write(request, target, form, options, shown -> scale);
  }

  private void patch(RequestContext request, Target target, Representation form) throws Exception {
    Patches.Kind kind = patches.kind(request);
    byte[] body = Bodies.read(request);
    WriteOptions options =
        WriteOptions.read(request.query(), "PatchOptions", kind == Patches.Kind.APPLY);
    Patches.Change change = patches.read(request, kind, body, options, schema, KIND, API_VERSION);
    write(request, target, form, options, change);
  }

  private void write(
      RequestContext request,
      Target target,
      Representation form,
      WriteOptions options,
      Patches.Change change)
      throws Exception {
    Write write = new Write("scale", options.dryRun(), gates.of(request, target, options.dryRun()));
    Written written =
        target
            .store()
            .update(
                target.namespace(),
                target.name(),
                present -> scaled(target, change, present),
                write);
    respond(request, target, form, Scales.of((MapValue) Json.parse(written.json())));
  }

  private static MapValue scaled(Target target, Patches.Change change, Item present) {
    MapValue object = (MapValue) Json.parse(present.json());
    MapValue scale = change.apply(Scales.of(object));
    check(target.name(), scale);
    return Scales.applied(object, scale);
  }

  private static void check(String name, MapValue scale) {
    long replicas = scale.mapOrEmpty("spec").integer("replicas", 0);
    if (replicas < 0) {
      FieldErrors errors = new FieldErrors();
      errors.invalid(
          Path.of("spec", "replicas"),
          Long.toString(replicas),
          "must be greater than or equal to 0");
      throw StatusException.invalid(new Resource("autoscaling", KIND), name, errors.all());
    }
  }
}
