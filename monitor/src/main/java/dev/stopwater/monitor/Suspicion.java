package dev.stopwater.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Finds the [Culprit] of a growth, by comparison of the shares at its beginning and now.
final class Suspicion {

  private final Finding finding;
  private final List<Share> before;
  private final List<Share> now;

  /// @param before empty if it is not known
  Suspicion(Finding finding, List<Share> before, List<Share> now) {
    this.finding = finding;
    this.before = before;
    this.now = now;
  }

  private record Grown(String name, long by) {}

  Culprit culprit(Meter meter) {
    ToLongFunction<Share> amount = amount();
    Grown route = most(Share.Of.ROUTE, amount);
    if (route == null) {
      return Culprit.NONE;
    }
    Grown user = most(Share.Of.USER, amount);
    boolean late = grew(Share::outlived) > 0;
    Map<Place, Long> places = late ? meter.outlived() : meter.places(route.name);
    return named(route, user == null ? new Grown("", 0) : user, places);
  }

  /// What memory that lives is made of is not counted by request; what they hold, or that more of
  /// them outlive their deadline, says it best.
  private ToLongFunction<Share> amount() {
    return switch (finding.signal()) {
      case OUTLIVED -> Share::outlived;
      case WATCHERS -> Share::live;
      case HELD -> Share::bytes;
      case HEAP, RESIDENT, THREADS ->
          grew(Share::outlived) >= Growth.FEWEST ? Share::outlived : Share::bytes;
    };
  }

  private long grew(ToLongFunction<Share> amount) {
    Grown most = most(Share.Of.ROUTE, amount);
    return most == null ? 0 : most.by;
  }

  private @Nullable Grown most(Share.Of of, ToLongFunction<Share> amount) {
    return now.stream()
        .filter(each -> each.of() == of)
        .map(each ->
            new Grown(each.name(), amount.applyAsLong(each) - earlier(of, each.name(), amount)))
        .filter(each -> each.by > 0)
        .max(Comparator.comparingLong(Grown::by))
        .orElse(null);
  }

  private long earlier(Share.Of of, String name, ToLongFunction<Share> amount) {
    return before.stream()
        .filter(each -> each.of() == of && each.name().equals(name))
        .mapToLong(amount)
        .sum();
  }

  private static Culprit named(Grown route, Grown user, Map<Place, Long> places) {
    return places.entrySet().stream()
        .filter(each -> each.getKey().route().equals(route.name))
        .max(
            Comparator.comparing(
                    (Map.Entry<Place, Long> each) -> each.getKey().user().equals(user.name))
                .thenComparing(each -> !each.getKey().stack().isEmpty())
                .thenComparing(Map.Entry::getValue))
        .map(each -> named(route, user, each.getKey(), each.getValue()))
        .orElse(new Culprit(route.name, route.by, user.name, user.by, "", List.of(), 0));
  }

  private static Culprit named(Grown route, Grown user, Place place, long there) {
    List<String> stack = place.stack().stream().map(String::valueOf).toList();
    return new Culprit(route.name, route.by, user.name, user.by, place.client(), stack, there);
  }
}
