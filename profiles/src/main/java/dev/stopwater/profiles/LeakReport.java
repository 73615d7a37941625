package dev.stopwater.profiles;

import java.time.Instant;
import java.util.List;

/// What is lost, and what is late: two lists that never mix.
///
/// @param checked when the heap was last searched for proofs
/// @param total how many were proved since the start
/// @param newest those of them that are remembered one by one, newest first
/// @param proved all of them by stack and labels, those in a deadlock included
/// @param late the requests that are late and not proved leaked
/// @param deadlocked the requests that are late and can never go on, since their monitors are in a
///   circle; the JVM keeps their threads
public record LeakReport(
    Instant checked,
    long total,
    List<Leak> newest,
    Profile proved,
    List<LateRequest> late,
    List<LateRequest> deadlocked) {

  /// The late ones by stack, with the reason as a label.
  public Profile lateProfile() {
    Profile profile = new Profile(ValueType.count("late")).every(ValueType.count("late"), 1);
    for (LateRequest each : late) {
      var labels = ThreadSeen.requestLabels(each.request());
      labels.put("alive_because", each.verdict().reason());
      profile.add(each.request().stack(), labels, 1);
    }
    return profile.saying("late, but not proved leaked");
  }
}
