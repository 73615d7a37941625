package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.resources.Write;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Page;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.Item;
import java.util.ArrayList;
import java.util.List;

/// Deletes what a list would show, one after the other; answers with the list. Not atomic: an error
/// leaves the rest as it is.
public final class DeleteCollection implements Verb {

  private static final long PAGE = 10_000;

  private final Answers answers;
  private final Listing listing;
  private final Selections selections;
  private final DeleteOptions.Reader reader;
  private final Gates gates;

  public DeleteCollection(
      Answers answers,
      Listing listing,
      Selections selections,
      DeleteOptions.Reader reader,
      Gates gates) {
    this.answers = answers;
    this.listing = listing;
    this.selections = selections;
    this.reader = reader;
    this.gates = gates;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.MANY);
    ListOptions list = ListOptions.read(request.query(), false);
    Selections.Selected selected = selections.read(request, target);
    DeleteOptions options = reader.read(request);
    Page page = listing.page(target, paged(list), selected);
    request.phase("store");
    List<Item> deleted = new ArrayList<>();
    for (Item item : page.items()) {
      Target one = one(target, item);
      Write write = new Write("", options.dryRun(), gates.of(request, one, options.dryRun()));
      try {
        target.store().delete(one.namespace(), one.name(), options.deletion(), write);
        deleted.add(item);
      } catch (StatusException e) {
        if (e.code() != 404) {
          throw e;
        }
      }
    }
    answers.list(
        request,
        target,
        form,
        new Page(page.revision(), deleted, page.continueToken(), page.remaining()));
  }

  /// Upstream deletes in pages of so many, so a resourceVersion means exactly that version.
  private static ListOptions paged(ListOptions list) {
    return list.limit() > 0
            || list.resourceVersion().isEmpty()
            || list.resourceVersion().equals("0")
        ? list
        : list.limitedTo(PAGE);
  }

  private static Target one(Target target, Item item) {
    return new Target(
        target.definition(),
        target.store(),
        item.attributes().namespace(),
        item.attributes().name(),
        null);
  }
}
