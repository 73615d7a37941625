package dev.stopwater.monitor.pages;

import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Lines over time as SVG: the last value of each part as a line, from the least to the most as a
/// shade behind it, times of alarms in red, starts of the server dashed.
///
/// @param signals whose alarms belong here
record Plot(String title, boolean bytes, List<Line> lines, Set<Signal> signals) {

  private static final int WIDTH = 1060;
  private static final int HEIGHT = 190;
  private static final int LEFT = 66;
  private static final int RIGHT = 22;
  private static final int TOP = 12;
  private static final int BOTTOM = 24;
  private static final int LONGEST_GAP = 3; // parts that a line goes on over

  String svg(History history) {
    return new Drawing(history).svg();
  }

  String legend(History history) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String now = Axis.shown(history.last(line, History.PARTS - 1), bytes);
      out.append("<span class=\"key\"><i class=\"b%d\"></i>%s".formatted(i, line.title()));
      out.append(now.equals("?") ? "" : " <b>" + now + "</b>").append("</span>");
    }
    return out.toString();
  }

  private final class Drawing {
    private final History history;
    private final double step;
    private final double top;
    private final StringBuilder out = new StringBuilder(40_000);

    Drawing(History history) {
      this.history = history;
      double most = lines.stream().mapToDouble(history::most).max().orElse(0);
      this.step = Axis.step(most, bytes);
      this.top = Math.max(step, Math.ceil(most * 1.02 / step) * step);
    }

    String svg() {
      add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, title);
      alarms();
      grid();
      history.starts().forEach(this::start);
      for (int i = lines.size() - 1; i >= 0; i--) {
        shade(lines.get(i), i);
        line(lines.get(i), i);
      }
      readings();
      return out.append("</svg>").toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    private void add(String format, Object... values) {
      out.append(String.format(Locale.ROOT, format, values));
    }

    private double x(Instant at) {
      double share =
          (double) Duration.between(history.from(), at).toMillis() / history.span().toMillis();
      return LEFT + Math.clamp(share, 0.0, 1.0) * (WIDTH - LEFT - RIGHT);
    }

    private double x(int part) {
      return LEFT + (part + 0.5) / History.PARTS * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
      return TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
    }

    private void grid() {
      for (double each = 0; each <= top * 1.0001; each += step) {
        double y = y(each);
        add("<path class=\"g\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
        add(
            "<text class=\"n\" x=\"%d\" y=\"%.1f\">%s</text>",
            LEFT - 8, y + 4, Axis.shown(each, bytes));
      }
      for (Instant each : Axis.times(history.from(), history.to())) {
        double x = x(each);
        add("<path class=\"g\" d=\"M%.1f %dv4\"/>", x, HEIGHT - BOTTOM);
        add("<text class=\"t\" x=\"%.1f\" y=\"%d\">%s</text>", x, HEIGHT - 6, Axis.shown(each));
      }
    }

    private void start(Instant at) {
      add("<path class=\"s\" d=\"M%.1f %dV%d\"/>", x(at), TOP, HEIGHT - BOTTOM);
      add("<text class=\"m\" x=\"%.1f\" y=\"%d\">start</text>", x(at) + 4, TOP + 9);
    }

    /// From each beginning to its end: the next start of the server, if that came first, or now.
    private void alarms() {
      for (Signal signal : signals) {
        Instant since = null;
        for (Mark mark : history.marks()) {
          if (mark.signal() == signal && mark.firing()) {
            since = mark.at();
          } else if (mark.signal() == signal && since != null) {
            alarm(signal, since, mark.at());
            since = null;
          }
        }
        if (since != null) {
          alarm(signal, since, endOfRun(since));
        }
      }
    }

    private Instant endOfRun(Instant since) {
      return history.starts().stream()
          .filter(each -> each.isAfter(since))
          .findFirst()
          .orElse(history.to());
    }

    private void alarm(Signal signal, Instant from, Instant to) {
      double x = x(from);
      add(
          "<rect class=\"a\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
          x, TOP, Math.max(2, x(to) - x), HEIGHT - TOP - BOTTOM);
      add("<path class=\"e\" d=\"M%.1f %dV%d\"/>", x, TOP, HEIGHT - BOTTOM);
      boolean right = x < WIDTH - 200.0;
      add(
          "<text class=\"l\" text-anchor=\"%s\" x=\"%.1f\" y=\"%d\">alarm: %s, %s</text>",
          right ? "start" : "end",
          right ? x + 5 : x - 5,
          TOP + 11,
          signal.word(),
          Axis.exactly(from));
    }

    private void shade(Line line, int color) {
      StringBuilder back = new StringBuilder();
      StringBuilder path = new StringBuilder();
      for (int part = 0; part <= History.PARTS; part++) {
        boolean known = part < History.PARTS && !Double.isNaN(history.most(line, part));
        if (known) {
          path.append(path.isEmpty() ? 'M' : 'L').append(point(part, history.most(line, part)));
          back.insert(0, "L" + point(part, history.least(line, part)));
        } else if (!path.isEmpty()) {
          add("<path class=\"f b%d\" d=\"%s%sZ\"/>", color, path, back);
          path.setLength(0);
          back.setLength(0);
        }
      }
    }

    private void line(Line line, int color) {
      StringBuilder path = new StringBuilder();
      int before = -History.PARTS;
      for (int part = 0; part < History.PARTS; part++) {
        if (!Double.isNaN(history.last(line, part))) {
          path.append(part - before > LONGEST_GAP ? 'M' : 'L');
          path.append(point(part, history.last(line, part)));
          before = part;
        }
      }
      add("<path class=\"c%d\" d=\"%s\"/>", color, path);
    }

    private String point(int part, double value) {
      return String.format(Locale.ROOT, "%.1f %.1f", x(part), y(value));
    }

    /// What a pointer that rests is told; needs no script.
    private void readings() {
      double width = (double) (WIDTH - LEFT - RIGHT) / History.PARTS;
      for (int part = 0; part < History.PARTS; part++) {
        if (Double.isNaN(history.last(lines.getFirst(), part))) {
          continue;
        }
        add(
            "<rect class=\"h\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s",
            x(part) - width / 2, TOP, width, HEIGHT - TOP - BOTTOM, Axis.exactly(history.at(part)));
        for (Line line : lines) {
          add("\n%s: %s", line.title(), Axis.shown(history.last(line, part), bytes));
        }
        out.append("</title></rect>");
      }
    }
  }
}
