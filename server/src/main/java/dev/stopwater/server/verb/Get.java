package dev.stopwater.server.verb;

import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.Item;

/// Reads one object: the bytes that were written, untouched, unless another form is asked for.
public final class Get implements Verb {

  private final Answers answers;
  private final Freshness freshness;

  public Get(Answers answers, Freshness freshness) {
    this.answers = answers;
    this.freshness = freshness;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, target);
    request.phase("read");
    freshness.await(request.query().text("resourceVersion"));
    Item item = target.require();
    answers.object(request, target, form, 200, item.json());
  }
}
