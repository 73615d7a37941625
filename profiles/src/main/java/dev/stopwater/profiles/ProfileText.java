package dev.stopwater.profiles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Profiles for people: what `debug=1` and `debug=2` show, close to the layout that Go's have.
final class ProfileText {

  private static final int MOST = (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 32);

  private static final int MOST_REMEMBERED = 1 << 20;

  private final StringBuilder out = new StringBuilder();
  private final Map<List<StackTraceElement>, String> written = new HashMap<>();
  private int remembered; // characters
  private int leftOut;

  /// `debug=1`: each sample with its values, labels and frames.
  static String groups(String name, Profile profile) {
    ProfileText text = new ProfileText();
    text.out.append(name).append(" profile: total ").append(profile.total()).append('\n');
    if (!profile.comment().isEmpty()) {
      text.out.append("# ").append(profile.comment()).append('\n');
    }
    profile.samples().forEach(sample -> text.bounded(sample, text::group));
    return text.end();
  }

  /// `debug=2`: each thread, with where it is and how long its request has been there.
  static String threads(Census census) {
    ProfileText text = new ProfileText();
    int missed = census.take(seen -> text.bounded(seen, text::thread));
    if (missed > 0) {
      text.out.append("... and ").append(missed).append(" not looked at: the time was up\n");
    }
    return text.end();
  }

  /// The leaks one by one, then, under a heading of their own, what is merely late.
  static String leaks(LeakReport report) {
    ProfileText text = new ProfileText();
    int deadlocked = report.deadlocked().size();
    text.out
        .append("leak profile: total ")
        .append(report.total() + deadlocked)
        .append(", searched at ")
        .append(report.checked())
        .append("\n\n");
    report.newest().forEach(leak -> text.bounded(leak, text::leak));
    report.deadlocked().forEach(each -> text.bounded(each, text::late));
    text.out
        .append("==== late, but not proved leaked: ")
        .append(report.late().size())
        .append(" ====\n\n");
    report.late().forEach(each -> text.bounded(each, text::late));
    return text.end();
  }

  private <T> void bounded(T thing, Consumer<T> writer) {
    if (out.length() < MOST) {
      writer.accept(thing);
    } else {
      leftOut++;
    }
  }

  private String end() {
    if (leftOut > 0) {
      out.append("... and ").append(leftOut).append(" more\n");
    }
    return out.toString();
  }

  private void group(Profile.Sample sample) {
    sample.values().forEach(value -> out.append(value).append(' '));
    out.append("@\n");
    labels(sample.labels());
    frames(sample.stack(), "#\t");
    out.append('\n');
  }

  private void thread(ThreadSeen seen) {
    String waitsOn = seen.sighting().waitsOn();
    out.append("goroutine ").append(seen.id()).append(" [");
    out.append(seen.sighting().state().name().toLowerCase(java.util.Locale.ROOT));
    if (!waitsOn.isEmpty()) {
      out.append(" on ").append(waitsOn);
    }
    if (seen.request() != null && seen.request().age().toMinutes() > 0) {
      out.append(", ").append(seen.request().age().toMinutes()).append(" minutes");
    }
    out.append("]: ").append(seen.name().isEmpty() ? "" : "\"" + seen.name() + "\"").append('\n');
    labels(seen.labels());
    sameFrames(seen.sighting().stack());
    out.append('\n');
  }

  private void leak(Leak leak) {
    out.append("leaked, arrived ").append(leak.arrived()).append(", proved ").append(leak.found());
    out.append(", audit ID ").append(leak.request().evidence().auditId()).append('\n');
    labels(LeakBook.labels(leak.request()));
    frames(leak.request().stack(), "");
    out.append('\n');
  }

  private void late(LateRequest late) {
    out.append(late.verdict() == Verdict.DEADLOCK ? "leaked, " : "late, ");
    out.append(late.verdict().reason());
    out.append(", ").append(late.request().age().toSeconds()).append(" s since it arrived");
    out.append(", audit ID ").append(late.request().evidence().auditId()).append('\n');
    labels(ThreadSeen.requestLabels(late.request()));
    frames(late.request().stack(), "");
    out.append('\n');
  }

  private void labels(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    out.append("# labels: {");
    String separator = "";
    for (Map.Entry<String, String> each : labels.entrySet()) {
      out.append(separator)
          .append(quoted(each.getKey()))
          .append(':')
          .append(quoted(each.getValue()));
      separator = ", ";
    }
    out.append("}\n");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    return quoted.append('"').toString();
  }

  /// Many threads have equal stacks: each is put into words once.
  private void sameFrames(List<StackTraceElement> stack) {
    String known = written.get(stack);
    if (known != null) {
      out.append(known);
      return;
    }
    int start = out.length();
    frames(stack, "");
    if (remembered < MOST_REMEMBERED) {
      written.put(stack, out.substring(start));
      remembered += out.length() - start;
    }
  }

  private void frames(List<StackTraceElement> stack, String margin) {
    for (StackTraceElement frame : stack) {
      out.append(margin).append(Frames.name(frame)).append("(...)\n");
      out.append(margin).append('\t').append(Frames.file(frame));
      out.append(':').append(Math.max(0, frame.getLineNumber())).append('\n');
    }
  }
}
