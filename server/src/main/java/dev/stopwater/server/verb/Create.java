package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.Written;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;

/// Stores a new object.
public final class Create implements Verb {

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Gates gates;

  public Create(Answers answers, ObjectDecoder decoder, Gates gates) {
    this.answers = answers;
    this.decoder = decoder;
    this.gates = gates;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.ONE);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "CreateOptions", false);
    MapValue object = decoder.decode(request, target, body, options.validation());
    place(object, target);
    request.phase("store");
    Write write =
        new Write(
            "", options.dryRun(), gates.of(request, target, options.dryRun()), target.definition());
    Written written = target.store().create(decoder.toStorage(target, object), write);
    answers.object(request, target, form, 201, written.json());
  }

  /// Puts the object into the namespace of the path.
  ///
  /// @throws StatusException 400 if it names another
  static void place(MapValue object, Target target) {
    MapValue metadata = Metadata.of(object);
    if (!target.definition().namespaced()) {
      metadata.remove("namespace");
      return;
    }
    String named = metadata.text("namespace", "");
    if (!named.isEmpty() && !named.equals(target.namespace())) {
      throw StatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    metadata.put("namespace", target.namespace());
  }
}
