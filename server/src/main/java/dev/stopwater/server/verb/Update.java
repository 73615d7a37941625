package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.Written;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;

/// Replaces an object, or one view of it.
public final class Update implements Verb {

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Gates gates;
  private final KindRules rules;

  public Update(Answers answers, ObjectDecoder decoder, Gates gates, KindRules rules) {
    this.answers = answers;
    this.decoder = decoder;
    this.gates = gates;
    this.rules = rules;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, target);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "UpdateOptions", false);
    MapValue object =
        rules.shown(
            target.definition(), decoder.decode(request, target, body, options.validation()));
    checkIdentity(object, target);
    request.phase("store");
    Write write =
        new Write(
            target.subresourceName(),
            options.dryRun(),
            gates.of(request, target, options.dryRun()),
            target.definition());
    Written written = write(target, decoder.toStorage(target, object), write);
    answers.object(request, target, form, written.created() ? 201 : 200, written.json());
  }

  private Written write(Target target, MapValue object, Write write) throws InterruptedException {
    boolean mayCreate =
        write.subresource().isEmpty() && rules.allowsCreateOnUpdate(target.definition());
    while (true) {
      if (!mayCreate || target.store().find(target.namespace(), target.name()) != null) {
        return target
            .store()
            .update(
                target.namespace(),
                target.name(),
                present -> {
                  target.store().requireUid(target.definition(), present, Metadata.uid(object));
                  return object.copy();
                },
                write);
      }
      String uid = Metadata.uid(object);
      if (!uid.isEmpty()) {
        throw StatusException.conflict(
            target.definition().groupResource(),
            target.name(),
            "Precondition failed: UID in precondition: " + uid + ", UID in object meta: ");
      }
      try {
        return target.store().create(object.copy(), write);
      } catch (StatusException e) {
        if (!e.reason().equals("AlreadyExists")) {
          throw e;
        }
      }
    }
  }

  /// @throws StatusException 400 where the body is about another object than the path
  static void checkIdentity(MapValue object, Target target) {
    MapValue metadata = Metadata.of(object);
    String name = metadata.text("name", "");
    if (name.isEmpty()) {
      throw StatusException.badRequest(
          "the name of the object ("
              + target.name()
              + " based on URL) was undeterminable: name must be provided");
    }
    if (!name.equals(target.name())) {
      throw StatusException.badRequest(
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + target.name()
              + ")");
    }
    Create.place(object, target);
  }
}
