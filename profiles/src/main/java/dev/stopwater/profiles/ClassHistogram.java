package dev.stopwater.profiles;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is on the heap, by class, as the JVM's own histogram counts it: the JVM does not remember
/// where objects were allocated. Stops the world, for a quarter of a second with 300 MB.
final class ClassHistogram {

  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  private ClassHistogram() {}

  /// @param collect whether to collect first, so that only what is in use is counted
  static Profile take(boolean collect) throws IOException {
    Profile profile =
        new Profile(ValueType.count("inuse_objects"), new ValueType("inuse_space", "bytes"))
            .every(new ValueType("space", "bytes"), 1)
            .saying(
                "by class, not by site: the JVM does not remember where objects were allocated; all"
                    + " threads stood still for it; "
                    + (collect ? "after a collection" : "with garbage; gc=1 collects first"));
    String histogram =
        collect ? JvmCommands.run("gcClassHistogram") : JvmCommands.run("gcClassHistogram", "-all");
    histogram
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> add(profile, line));
    return profile;
  }

  private static void add(Profile profile, Matcher line) {
    profile.add(
        List.of(Frames.named(Frames.type(line.group(3)))),
        Map.of(),
        Long.parseLong(line.group(1)),
        Long.parseLong(line.group(2)));
  }
}
