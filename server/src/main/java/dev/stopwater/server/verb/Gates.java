package dev.stopwater.server.verb;

import dev.stopwater.resources.Gate;
import dev.stopwater.server.request.RequestContext;

/// Admission for one request, as the resources see it.
@FunctionalInterface
public interface Gates {

  Gate of(RequestContext request, Target target, boolean dryRun);
}
