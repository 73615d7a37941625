package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The query options of a list or watch, with the rules that hold between them (facts 5.1, 5.3).
///
/// @param resourceVersion as sent; empty if not
/// @param match `Exact`, `NotOlderThan`, or empty
/// @param limit 0 for none
/// @param sendInitialEvents null if not given
public record ListOptions(
    String resourceVersion,
    String match,
    String continueToken,
    long limit,
    @Nullable Boolean sendInitialEvents,
    boolean bookmarks,
    long timeoutSeconds) {

  private static final String MATCH = "resourceVersionMatch";
  private static final List<String> LIST_MATCHES = List.of("Exact", "NotOlderThan", "");
  private static final List<String> WATCH_MATCHES = List.of("NotOlderThan");

  /// @throws StatusException 400 for values that do not parse, 422 for combinations
  public static ListOptions read(Query query, boolean watch) {
    Long limit = query.integer("limit");
    Long timeout = query.integer("timeoutSeconds");
    ListOptions options =
        new ListOptions(
            query.text("resourceVersion"),
            query.text(MATCH),
            query.text("continue"),
            limit == null ? 0 : Math.max(0, limit),
            query.flagIfPresent("sendInitialEvents"),
            query.flag("allowWatchBookmarks"),
            timeout == null ? 0 : Math.max(0, timeout));
    FieldErrors errors = new FieldErrors();
    if (watch) {
      options.withInitialEvents().checkWatch(errors);
    } else {
      options.checkList(errors);
    }
    if (!errors.isEmpty()) {
      throw StatusException.invalid(new Resource("meta.k8s.io", "ListOptions"), "", errors.all());
    }
    return options;
  }

  /// The same with another limit.
  ListOptions limitedTo(long most) {
    return new ListOptions(
        resourceVersion, match, continueToken, most, sendInitialEvents, bookmarks, timeoutSeconds);
  }

  private void checkList(FieldErrors errors) {
    if (!match.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        errors.forbidden(
            Path.of(MATCH), "resourceVersionMatch is forbidden unless resourceVersion is provided");
      }
      if (!continueToken.isEmpty()) {
        errors.forbidden(
            Path.of(MATCH), "resourceVersionMatch is forbidden when continue is provided");
      }
      if (!LIST_MATCHES.contains(match)) {
        errors.notSupportedText(Path.of(MATCH), match, LIST_MATCHES);
      }
      if (match.equals("Exact") && resourceVersion.equals("0")) {
        errors.forbidden(
            Path.of(MATCH),
            "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
      }
    }
    if (sendInitialEvents != null) {
      errors.forbidden(Path.of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
    }
  }

  /// A watch from no version or from zero counts as one that asks for initial events.
  private ListOptions withInitialEvents() {
    boolean anew = resourceVersion.isEmpty() || resourceVersion.equals("0");
    return sendInitialEvents != null || !match.isEmpty() || !anew
        ? this
        : new ListOptions(
            resourceVersion, "NotOlderThan", continueToken, limit, true, bookmarks, timeoutSeconds);
  }

  private void checkWatch(FieldErrors errors) {
    if (sendInitialEvents != null && !match.equals("NotOlderThan")) {
      errors.forbidden(
          Path.of(MATCH),
          "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    if (!match.isEmpty()) {
      if (sendInitialEvents == null) {
        errors.forbidden(
            Path.of(MATCH),
            "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
      }
      if (!match.equals("NotOlderThan")) {
        errors.notSupportedText(Path.of(MATCH), match, WATCH_MATCHES);
      }
      if (!continueToken.isEmpty()) {
        errors.forbidden(
            Path.of(MATCH), "resourceVersionMatch is forbidden when continue is provided");
      }
    }
  }
}
