package dev.stopwater.server.verb;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.Written;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.representation.Trees;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.Item;

/// Changes an object by a JSON patch, a merge patch or a strategic merge patch.
public final class Patch implements Verb {

  private static final String APPLY = "application/apply-patch+yaml";

  private final Answers answers;
  private final Patches patches;
  private final ObjectDecoder decoder;
  private final Gates gates;

  public Patch(Answers answers, Patches patches, ObjectDecoder decoder, Gates gates) {
    this.answers = answers;
    this.patches = patches;
    this.decoder = decoder;
    this.gates = gates;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, target);
    Patches.Kind kind = patches.kind(request);
    if (kind != Patches.Kind.APPLY) {
      target.require();
    }
    byte[] body = Bodies.read(request);
    WriteOptions options =
        WriteOptions.read(request.query(), "PatchOptions", kind == Patches.Kind.APPLY);
    if (kind == Patches.Kind.APPLY) {
      throw notYet();
    }
    request.phase("patch");
    Patches.Change change = patches.read(request, target, kind, body, options);
    Write write =
        new Write(
            target.subresourceName(),
            options.dryRun(),
            gates.of(request, target, options.dryRun()),
            target.definition());
    request.phase("store");
    Written written =
        target
            .store()
            .update(
                target.namespace(),
                target.name(),
                present -> edited(request, target, change, present),
                write);
    answers.object(request, target, form, 200, written.json());
  }

  /// The patch sees the object as clients do: in their version, with its resourceVersion.
  private MapValue edited(
      RequestContext request, Target target, Patches.Change change, Item present) {
    Bytes held = request.exchange().live().bytes();
    long weight = Trees.weight(present.json());
    held.take(weight);
    try {
      MapValue shown = answers.forms().served(target, (MapValue) Json.parse(present.json()));
      return decoder.toStorage(target, change.apply(shown));
    } finally {
      held.give(weight); // a write that is tried again counts its own present object
    }
  }

  private static StatusException notYet() {
    return new StatusException(
        415, "UnsupportedMediaType", "server-side apply (" + APPLY + ") is not served yet", null);
  }
}
