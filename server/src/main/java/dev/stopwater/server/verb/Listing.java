package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Page;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.watchcache.ExpiredException;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists a kind: chooses the snapshot that the options ask for (facts 5.2) and hands its items on.
/// Named for what it does, since `List` is taken.
public final class Listing implements Verb {

  private final Answers answers;
  private final Freshness freshness;
  private final Selections selections;

  public Listing(Answers answers, Freshness freshness, Selections selections) {
    this.answers = answers;
    this.freshness = freshness;
    this.selections = selections;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.MANY);
    ListOptions options = ListOptions.read(request.query(), false);
    Selections.Selected selected = selections.read(request, target);
    request.phase("read");
    answers.list(request, target, form, page(target, options, selected));
  }

  /// The page that the options ask for; also what a collection's deletion deletes.
  Page page(Target target, ListOptions options, Selections.Selected selected)
      throws InterruptedException {
    String prefix = target.namespace().isEmpty() ? "" : target.namespace() + "/";
    ContinueToken token = null;
    if (!options.continueToken().isEmpty()) {
      token = ContinueToken.decode(options.continueToken());
      if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
        throw StatusException.badRequest(
            "specifying resource version is not allowed when using continue");
      }
    }
    Snapshot snapshot = snapshot(target, options, token);
    if (!selected.name().isEmpty() && (!target.definition().namespaced() || !prefix.isEmpty())) {
      return pinned(snapshot, prefix + selected.name(), selected);
    }
    String from = token == null ? prefix : prefix + token.start();
    boolean limited =
        options.limit() > 0 && !(options.resourceVersion().equals("0") && token == null);
    return collect(snapshot, from, prefix, limited ? options.limit() : Long.MAX_VALUE, selected);
  }

  /// The one object whose name the selector pins, if it is there: a look-up, not a walk.
  private static Page pinned(Snapshot snapshot, String key, Selections.Selected selected) {
    Item item = snapshot.find(key);
    boolean found = item != null && selected.predicate().test(item.attributes());
    List<Item> items = found && item != null ? List.of(item) : List.of();
    return new Page(snapshot.revision(), items, "", null);
  }

  private Snapshot snapshot(Target target, ListOptions options, @Nullable ContinueToken token)
      throws InterruptedException {
    if (token != null) {
      return token.revision() < 0 ? target.store().cache().snapshot() : continued(target, token);
    }
    String version = options.resourceVersion();
    if (version.isEmpty() || version.equals("0")) {
      return target.store().cache().snapshot();
    }
    long revision = parse(version);
    if (revision == 0) {
      return target.store().cache().snapshot();
    }
    freshness.await(revision);
    boolean exact =
        options.match().equals("Exact") || (options.match().isEmpty() && options.limit() > 0);
    if (!exact) {
      return target.store().cache().snapshot();
    }
    try {
      return target.store().cache().snapshotAt(revision);
    } catch (ExpiredException e) {
      throw new StatusException(
          410, "Expired", "The resourceVersion for the provided list is too old.", null);
    }
  }

  private static Snapshot continued(Target target, ContinueToken token) {
    try {
      return target.store().cache().snapshotAt(token.revision());
    } catch (ExpiredException e) {
      throw new ContinueExpired(new ContinueToken(-1, token.start()).encode());
    }
  }

  private static long parse(String version) {
    try {
      return Freshness.parseUnsigned(version);
    } catch (NumberFormatException e) {
      throw StatusException.badRequest("invalid resource version: " + Freshness.message(version));
    }
  }

  private static Page collect(
      Snapshot snapshot, String from, String prefix, long limit, Selections.Selected selected) {
    Predicate<Attributes> matches = selected.predicate();
    // Sized at once where the number is known: growing would allocate the list three times over.
    int most = selected.everything() ? snapshot.count(from, prefix) : 0;
    List<Item> items = new ArrayList<>((int) Math.min(limit, most));
    Iterator<Item> all = snapshot.items(from, prefix);
    while (all.hasNext()) {
      Item item = all.next();
      if (items.size() == limit) {
        String last = items.getLast().key().substring(prefix.length());
        String token = new ContinueToken(snapshot.revision(), last + "\0").encode();
        return new Page(
            snapshot.revision(),
            items,
            token,
            selected.everything() ? remaining(snapshot, item, prefix) : null);
      }
      if (matches.test(item.attributes())) {
        items.add(item);
      }
    }
    return new Page(snapshot.revision(), items, "", null);
  }

  private static Long remaining(Snapshot snapshot, Item next, String prefix) {
    return (long) snapshot.count(next.key(), prefix);
  }

  /// A page cannot be continued where it was: the client may go on at the newest state instead.
  static final class ContinueExpired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String MESSAGE =
        "The provided continue parameter is too old to display a consistent list result. You can"
            + " start a new list without the continue parameter, or use the continue token in this"
            + " response to retrieve the remainder of the results. Continuing with the provided"
            + " token results in an inconsistent list - objects that were created, modified, or"
            + " deleted between the time the first chunk was returned and now may show up in the"
            + " list.";

    private final String token;

    ContinueExpired(String token) {
      super(MESSAGE, null, false, false);
      this.token = token;
    }

    public String token() {
      return token;
    }
  }
}
