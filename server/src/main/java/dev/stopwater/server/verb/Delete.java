package dev.stopwater.server.verb;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.Removed;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.errors.StatusObject;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;

/// Deletes one object.
public final class Delete implements Verb {

  private final Answers answers;
  private final DeleteOptions.Reader reader;
  private final Gates gates;
  private final KindRules rules;

  public Delete(Answers answers, DeleteOptions.Reader reader, Gates gates, KindRules rules) {
    this.answers = answers;
    this.reader = reader;
    this.gates = gates;
    this.rules = rules;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.ONE);
    DeleteOptions options = reader.read(request);
    request.phase("store");
    Write write =
        new Write(
            "", options.dryRun(), gates.of(request, target, options.dryRun()), target.definition());
    warnOfPods(request, target, options.deletion());
    Removed removed =
        target.store().delete(target.namespace(), target.name(), options.deletion(), write);
    if (removed.gone() && !rules.deletionReturnsObject(target.definition())) {
      answers.tree(request, form, 200, deleted(target, removed.object()));
      return;
    }
    Deletion deletion = options.deletion();
    boolean accepted = !removed.gone() && Boolean.FALSE.equals(deletion.orphanDependents());
    answers.object(request, target, form, accepted ? 202 : 200, removed.json());
  }

  /// A Job leaves its pods behind unless it is told otherwise.
  private static void warnOfPods(RequestContext request, Target target, Deletion deletion) {
    if (target.definition().tableKey().equals("batch/Job")
        && deletion.propagation().isEmpty()
        && deletion.orphanDependents() == null) {
      request.warn(
          "child pods are preserved by default when jobs are deleted; set"
              + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to"
              + " suppress this warning");
    }
  }

  private static MapValue deleted(Target target, MapValue object) {
    Definition definition = target.definition();
    return StatusObject.deleted(
        target.name(), definition.group(), definition.resource(), Metadata.uid(object));
  }
}
