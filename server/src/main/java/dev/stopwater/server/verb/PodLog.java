package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;

/// `pods/{name}/log`: nothing for a pod that has no node, and an honest refusal for one that has.
public final class PodLog implements Verb {

  private final PodNode node;

  public PodLog(ResourceStore nodes) {
    this.node = new PodNode(nodes);
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    check(request.query(), target.name());
    MapValue pod = ResourceStore.tree(target.store().require(target.namespace(), target.name()));
    PodNode.checkContainer(pod, request.query().text("container"));
    if (!PodNode.of(pod).isEmpty()) {
      throw node.unreachable(target.store(), PodNode.of(pod));
    }
    request.exchange().reply().status(204);
    request.exchange().reply().end();
  }

  /// @throws StatusException 400 or 422
  private static void check(Query query, String pod) {
    FieldErrors errors = new FieldErrors();
    positive(query, "limitBytes", errors);
    if (query.has("sinceSeconds") && query.has("sinceTime")) {
      errors.add(
          "FieldValueForbidden",
          Path.of("[]"),
          "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified");
    } else {
      positive(query, "sinceSeconds", errors);
    }
    if (query.has("stream")) {
      errors.forbidden(Path.of("stream"), "may not be specified");
    }
    Long lines = query.integer("tailLines");
    if (lines != null && lines < 0) {
      errors.invalid(Path.of("tailLines"), lines.toString(), "must be greater than or equal to 0");
    }
    if (!errors.isEmpty()) {
      throw StatusException.invalid(new Resource("", "PodLogOptions"), pod, errors.all());
    }
  }

  private static void positive(Query query, String field, FieldErrors errors) {
    Long number = query.integer(field);
    if (number != null && number <= 0) {
      errors.invalid(Path.of(field), number.toString(), "must be greater than 0");
    }
  }
}
