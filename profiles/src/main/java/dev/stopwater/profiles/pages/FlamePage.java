package dev.stopwater.profiles.pages;

import dev.stopwater.profiles.Profile;
import dev.stopwater.profiles.Profiles.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A profile drawn as flames, hanging from the top: each frame as wide as what happens below it.
/// One page of HTML without scripts; what is narrower than a five-hundredth is left out.
final class FlamePage {

  private static final int DEEPEST = 120;
  private static final double NARROWEST = 0.002;
  private static final int[] HUES = {28, 38, 12, 48, 200, 160};

  private final String name;
  private final Profile profile;
  private final Flame root = new Flame("all");
  private final StringBuilder drawn = new StringBuilder();

  private static final class Flame {
    private final String frame;
    private final Map<String, Flame> below = new LinkedHashMap<>();
    private long size;

    Flame(String frame) {
      this.frame = frame;
    }
  }

  FlamePage(String name, Profile profile) {
    this.name = name;
    this.profile = profile;
    profile.samples().forEach(this::grow);
  }

  private void grow(Profile.Sample sample) {
    long size = Math.max(0, sample.values().get(sample.values().size() - 1));
    Flame at = root;
    at.size += size;
    List<StackTraceElement> stack = sample.stack();
    for (int i = stack.size() - 1; i >= Math.max(0, stack.size() - DEEPEST); i--) {
      at = at.below.computeIfAbsent(frame(stack.get(i)), Flame::new);
      at.size += size;
    }
  }

  private static String frame(StackTraceElement frame) {
    return frame.getMethodName().isEmpty()
        ? frame.getClassName()
        : frame.getClassName() + "." + frame.getMethodName();
  }

  String html() {
    if (root.size > 0) {
      draw(root, root.size);
    } else {
      drawn.append("<p>There was nothing of it.</p>");
    }
    String unit = profile.types().get(profile.types().size() - 1).unit();
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>%1$s – flames</title>
    <style>%2$s
    nav a { margin-right: .8rem } nav b { margin-right: .8rem }
    .f { min-width: 0; box-sizing: border-box }
    .f > span { display: block; height: 18px; line-height: 18px; font-size: 11px; padding: 0 3px;
      overflow: hidden; white-space: nowrap; text-overflow: ellipsis;
      border-right: 1px solid #fff; border-bottom: 1px solid #fff }
    .f > span:hover { outline: 2px solid #1b1f24; outline-offset: -2px }
    .r { display: flex }
    </style></head><body>
    <h1>%1$s: %3$s</h1>
    <nav>%4$s</nav>
    <p>%5$s<br>%7$s</p>
    %6$s
    <p>Point at a frame to see it whole. <a href="./">All profiles</a></p>
    </body></html>
    """
        .formatted(
            Html.escaped(name),
            Html.STYLE,
            amount(root.size, unit),
            links(),
            Html.escaped(profile.comment()),
            drawn,
            ways());
  }

  /// The same again: over a longer time, and as a file.
  private String ways() {
    String word = name.equals("cpu") ? "profile" : name;
    return """
    <a href="ui?profile=%s">again</a> ·
    <a href="ui?profile=%s&amp;seconds=30">over 30 seconds</a> ·
    <a href="%s">as a file</a>
    """
        .formatted(name, name, word);
  }

  private String links() {
    List<String> names = new ArrayList<>(List.of("cpu"));
    for (Kind kind : Kind.values()) {
      if (kind != Kind.GOROUTINELEAK) {
        names.add(kind.word());
      }
    }
    StringBuilder links = new StringBuilder();
    for (String each : names) {
      links.append(
          each.equals(name)
              ? "<b>" + each + "</b>"
              : "<a href=\"ui?profile=" + each + "\">" + each + "</a>");
    }
    return links.toString();
  }

  private void draw(Flame flame, long whole) {
    String unit = profile.types().get(profile.types().size() - 1).unit();
    String title =
        "%s: %s, %.1f %%"
            .formatted(flame.frame, amount(flame.size, unit), 100.0 * flame.size / root.size);
    drawn
        .append("<div class=\"f\" style=\"width:%.3f%%\">".formatted(100.0 * flame.size / whole))
        .append("<span style=\"background:hsl(%d 80%% 78%%)\" title=\"".formatted(hue(flame.frame)))
        .append(Html.escaped(title))
        .append("\">")
        .append(Html.escaped(brief(flame.frame)))
        .append("</span>");
    List<Flame> below =
        flame.below.values().stream()
            .filter(each -> each.size >= NARROWEST * root.size)
            .sorted((a, b) -> Long.compare(b.size, a.size))
            .toList();
    if (!below.isEmpty()) {
      drawn.append("<div class=\"r\">");
      below.forEach(each -> draw(each, flame.size));
      drawn.append("</div>");
    }
    drawn.append("</div>\n");
  }

  /// Frames of one package look alike.
  private static int hue(String frame) {
    String[] parts = frame.split("\\.");
    String kin = parts.length > 2 ? parts[0] + parts[1] + parts[2] : frame;
    return HUES[Math.floorMod(kin.hashCode(), HUES.length)];
  }

  /// A class rather than a method: what is shown has no stacks.
  private boolean isClass(String frame) {
    Flame shown = root.below.get(frame);
    return shown != null && shown.below.isEmpty();
  }

  /// Class and method.
  private String brief(String frame) {
    if (isClass(frame)) {
      return frame.substring(frame.lastIndexOf('.') + 1);
    }
    int method = frame.lastIndexOf('.');
    int type = method < 0 ? -1 : frame.lastIndexOf('.', method - 1);
    return frame.substring(type + 1);
  }

  private static String amount(long size, String unit) {
    return switch (unit) {
      case "nanoseconds" -> String.format(Locale.ROOT, "%.3f s", size / 1e9);
      case "bytes" -> String.format(Locale.ROOT, "%.2f MB", size / 1e6);
      default -> Long.toString(size);
    };
  }
}
