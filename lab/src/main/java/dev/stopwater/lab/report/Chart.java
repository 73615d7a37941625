package dev.stopwater.lab.report;

import java.util.List;
import java.util.Locale;

/// A line chart over seconds, drawn as SVG that needs nothing else: readable on light and on dark
/// ground, and without colours too, since each line is named at its end.
///
/// @param unit of the values; may be empty
/// @param logarithmic whether the scale is, from 1 up
/// @param fell when the link became bad, in seconds
public record Chart(
    String title, String unit, boolean logarithmic, List<Series> series, double fell) {

  /// One line.
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /// A value at some second.
  public record Point(double seconds, double value) {}

  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int RIGHT = 110;
  private static final int TOP = 44;
  private static final int BOTTOM = 34;
  private static final int STEPS = 4;
  private static final int LABEL_HEIGHT = 15;
  private static final String STYLE =
      """
      <style>
      .lab { --ink: #1f2328; --faint: #d8dee4; --quiet: #59636e; --ground: #ffffff;
             --s0: #c4321f; --s1: #b26a00; --s2: #0a6bc9; --s3: #1a7f37; }
      @media (prefers-color-scheme: dark) {
        .lab { --ink: #f0f6fc; --faint: #30363d; --quiet: #9198a1; --ground: #0d1117;
               --s0: #ff7b72; --s1: #e3a13a; --s2: #6cb6ff; --s3: #56d364; }
      }
      .lab text { font: 12px system-ui, sans-serif; fill: var(--quiet); }
      .lab .title { font-size: 15px; font-weight: 600; fill: var(--ink); }
      .lab .ground { fill: var(--ground); }
      .lab .grid { stroke: var(--faint); }
      .lab .fell { stroke: var(--quiet); stroke-dasharray: 4 4; }
      .lab polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
      .lab .n0 { stroke: var(--s0); } .lab .n1 { stroke: var(--s1); stroke-dasharray: 7 3; }
      .lab .n2 { stroke: var(--s2); } .lab .n3 { stroke: var(--s3); stroke-dasharray: 2 3; }
      .lab .t0 { fill: var(--s0); } .lab .t1 { fill: var(--s1); }
      .lab .t2 { fill: var(--s2); } .lab .t3 { fill: var(--s3); }
      </style>
      """;

  public Chart {
    series = List.copyOf(series);
  }

  /// The whole file.
  public String svg() {
    return new Drawing(this).svg();
  }

  private static final class Drawing {
    private final Chart chart;
    private final double seconds;
    private final double top;
    private final StringBuilder out = new StringBuilder();

    Drawing(Chart chart) {
      this.chart = chart;
      this.seconds = Math.max(1, most(chart, false));
      this.top =
          roundUp(Math.max(chart.logarithmic ? 10 : 1, most(chart, true)), chart.logarithmic);
    }

    private static double most(Chart chart, boolean values) {
      return chart.series.stream()
          .flatMap(each -> each.points.stream())
          .mapToDouble(each -> values ? each.value : each.seconds)
          .max()
          .orElse(0);
    }

    private static double roundUp(double value, boolean logarithmic) {
      double power = Math.pow(10, Math.ceil(Math.log10(value)));
      if (logarithmic) {
        return power;
      }
      for (double part : new double[] {0.2, 0.4, 0.6, 0.8}) {
        if (value <= power * part) {
          return power * part;
        }
      }
      return power;
    }

    String svg() {
      out.append(
          String.format(
              Locale.ROOT,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lab\" viewBox=\"0 0 %d %d\""
                  + " role=\"img\" aria-label=\"%s\">%n",
              WIDTH,
              HEIGHT,
              Escaped.text(chart.title)));
      out.append(STYLE);
      out.append(
          String.format(
              Locale.ROOT, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT));
      text(
          16,
          24,
          "title",
          "start",
          chart.unit.isEmpty() ? chart.title : chart.title + ", " + chart.unit);
      grid();
      lines();
      return out.append("</svg>\n").toString();
    }

    private void grid() {
      for (double value : values()) {
        double at = y(value);
        line("grid", LEFT, at, WIDTH - RIGHT, at);
        text(LEFT - 8, at + 4, "", "end", String.format(Locale.ROOT, "%,.0f", value));
      }
      for (int i = 0; i <= STEPS; i++) {
        double second = seconds * i / STEPS;
        text(x(second), HEIGHT - 12, "", "middle", String.format(Locale.ROOT, "%.0f s", second));
      }
      line("fell", x(chart.fell), TOP, x(chart.fell), HEIGHT - BOTTOM);
      text(x(chart.fell) + 4, TOP + 10, "", "start", "the link becomes slow");
    }

    private double[] values() {
      if (!chart.logarithmic) {
        return new double[] {0, top / 4, top / 2, top * 3 / 4, top};
      }
      int powers = (int) Math.round(Math.log10(top));
      double[] values = new double[powers + 1];
      for (int i = 0; i <= powers; i++) {
        values[i] = Math.pow(10, i);
      }
      return values;
    }

    private void lines() {
      double[] labels = labels();
      for (int i = 0; i < chart.series.size(); i++) {
        Series each = chart.series.get(i);
        out.append(String.format(Locale.ROOT, "<polyline class=\"n%d\" points=\"", i % 4));
        each.points.forEach(point ->
            out.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.seconds), y(point.value))));
        out.append(String.format(Locale.ROOT, "\"/>%n"));
        text(WIDTH - RIGHT + 8, labels[i] + 4, "t" + i % 4, "start", each.name);
      }
    }

    /// Where the names of the lines stand: at their ends, but never on one another.
    private double[] labels() {
      double[] ends = new double[chart.series.size()];
      for (int i = 0; i < ends.length; i++) {
        List<Point> points = chart.series.get(i).points;
        ends[i] = points.isEmpty() ? y(0) : y(points.getLast().value);
      }
      return Spread.apart(ends, LABEL_HEIGHT, TOP, HEIGHT - BOTTOM);
    }

    private double x(double second) {
      return LEFT + (WIDTH - LEFT - RIGHT) * second / seconds;
    }

    private double y(double value) {
      double part =
          chart.logarithmic ? Math.log10(Math.max(1, value)) / Math.log10(top) : value / top;
      return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part;
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
              style,
              x1,
              y1,
              x2,
              y2));
    }

    private void text(double x, double y, String style, String anchor, String text) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
              style,
              x,
              y,
              anchor,
              Escaped.text(text)));
    }
  }
}
