package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.server.request.RequestContext;

/// `exec`, `attach` and `portforward` of a pod: refused, with upstream's reason where it has one.
public final class PodStream implements Verb {

  private final PodNode node;
  private final boolean ofContainer;

  /// @param ofContainer whether one container is meant, rather than the pod
  public PodStream(ResourceStore nodes, boolean ofContainer) {
    this.node = new PodNode(nodes);
    this.ofContainer = ofContainer;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    MapValue pod = ResourceStore.tree(target.store().require(target.namespace(), target.name()));
    if (ofContainer) {
      PodNode.checkContainer(pod, request.query().text("container"));
    }
    if (PodNode.of(pod).isEmpty()) {
      throw StatusException.badRequest("pod " + target.name() + " does not have a host assigned");
    }
    throw node.unreachable(target.store(), PodNode.of(pod));
  }
}
