package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Evidence;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One thread as a [Census] saw it; does not hold the thread.
///
/// @param request what it serves, or null
record ThreadSeen(
    long id, String name, boolean virtual, Sighting sighting, @Nullable RequestSnapshot request) {

  private static final int LONGEST = 200;
  private static final Evidence NOBODYS = new Evidence("", "", "");

  /// What tells groups of threads apart, but for their stacks: cheap to make and to compare, where
  /// a map of labels is not.
  record Traits(
      boolean virtual,
      Thread.State state,
      String waitsOn,
      String name,
      String age,
      Evidence evidence,
      String userAgent,
      String phase,
      boolean overdue) {

    /// Those that are not empty.
    Map<String, String> labels() {
      Map<String, String> labels = new TreeMap<>();
      labels.put("thread", virtual ? "virtual" : "platform");
      labels.put("state", state.name());
      put(labels, "waiting_on", waitsOn);
      put(labels, "name", withoutNumbers(name));
      put(labels, "age", age);
      put(labels, "route", evidence.route());
      put(labels, "user", evidence.user());
      put(labels, "user_agent", userAgent);
      put(labels, "phase", phase);
      put(labels, "overdue", overdue ? "true" : "");
      return labels;
    }
  }

  Traits traits() {
    if (request == null) {
      return new Traits(
          virtual, sighting.state(), sighting.waitsOn(), name, "", NOBODYS, "", "", false);
    }
    Evidence evidence = request.evidence();
    return new Traits(
        virtual,
        sighting.state(),
        sighting.waitsOn(),
        "",
        ageClass(request.age()),
        new Evidence(evidence.route(), evidence.user(), ""),
        request.facts().userAgent(),
        request.phase(),
        request.overdue());
  }

  /// What tells groups of threads apart. Empty facts are left out.
  Map<String, String> labels() {
    return traits().labels();
  }

  /// What tells requests apart, but for their times.
  static Map<String, String> requestLabels(RequestSnapshot request) {
    Map<String, String> labels = new TreeMap<>();
    put(labels, "route", request.evidence().route());
    put(labels, "user", request.evidence().user());
    put(labels, "user_agent", request.facts().userAgent());
    put(labels, "phase", request.phase());
    put(labels, "overdue", request.overdue() ? "true" : "");
    return labels;
  }

  /// Ages are classes, so that what hangs in the same place is one group.
  static String ageClass(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 1) {
      return "<1s";
    } else if (seconds < 10) {
      return "1s-10s";
    } else if (seconds < 60) {
      return "10s-1m";
    }
    return seconds < 600 ? "1m-10m" : ">10m";
  }

  /// `http-17` and `http-18` are the same kind of thread.
  static String withoutNumbers(String name) {
    return name.replaceAll("[0-9]+", "N");
  }

  /// A client may send what fills a page.
  static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static void put(Map<String, String> labels, String key, String value) {
    if (!value.isEmpty()) {
      labels.put(key, brief(value));
    }
  }
}
