package dev.stopwater.monitor;

import dev.stopwater.lifecycle.RequestSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Requests, counted by route and by user. One thread.
final class Tally {

  private static final int MOST = 8; // of each

  private static final Comparator<Share> GREATEST =
      Comparator.comparingLong(Share::outlived)
          .thenComparingLong(Share::bytes)
          .thenComparingInt(Share::live)
          .reversed()
          .thenComparing(Share::name);

  private final Map<String, Share> routes = new HashMap<>();
  private final Map<String, Share> users = new HashMap<>();

  void add(RequestSnapshot request) {
    add(Place.route(request), Place.user(request), 1, request.overdue() ? 1 : 0, request.bytes());
  }

  /// Requests that are proven leaked, which the ledger has no more.
  void addLost(Place place, long count) {
    add(place.route(), place.user(), 0, count, 0);
  }

  private void add(String route, String user, int live, long outlived, long bytes) {
    routes.merge(route, new Share(Share.Of.ROUTE, route, live, outlived, bytes), Tally::sum);
    users.merge(user, new Share(Share.Of.USER, user, live, outlived, bytes), Tally::sum);
  }

  private static Share sum(Share a, Share b) {
    return new Share(
        a.of(), a.name(), a.live() + b.live(), a.outlived() + b.outlived(), a.bytes() + b.bytes());
  }

  List<Share> greatest() {
    return Stream.of(routes, users)
        .flatMap(each -> each.values().stream().sorted(GREATEST).limit(MOST))
        .toList();
  }
}
