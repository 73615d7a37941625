package dev.stopwater.server.verb;

import dev.stopwater.server.request.RequestContext;

/// Serves one verb of one resource, on the request's thread.
@FunctionalInterface
public interface Verb {

  void serve(RequestContext request, Target target) throws Exception;
}
