package dev.stopwater.monitor.pages;

import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Culprit;
import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Share;
import dev.stopwater.monitor.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The page for people: alarms, plots, and who has most. Loads nothing from anywhere, has no
/// script.
final class MonitorPage {

  private static final List<Plot> PLOTS =
      List.of(
          new Plot(
              "Memory",
              true,
              List.of(Line.RESIDENT, Line.USED, Line.LIVES),
              Set.of(Signal.HEAP, Signal.RESIDENT)),
          new Plot(
              "Requests that outlived their deadline",
              false,
              List.of(Line.OUTLIVED, Line.LEAKED),
              Set.of(Signal.OUTLIVED)),
          new Plot("Requests", false, List.of(Line.LIVE, Line.WATCHERS), Set.of(Signal.WATCHERS)),
          new Plot(
              "Held by requests for their own sake", true, List.of(Line.HELD), Set.of(Signal.HELD)),
          new Plot("Threads", false, List.of(Line.THREADS), Set.of(Signal.THREADS)));

  private static final List<Integer> SPANS = List.of(1, 6, 24, 48);
  private static final int MOST_MARKS = 20;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --soft: #66707c; --page: #f6f7f9; --card: #fff;
        --rule: #e3e7ec; --red: #c62828; --b0: #2f6fde; --b1: #d9822b; --b2: #2a9d6f }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e4e8ee; --soft: #98a3b1; --page: #14171b; --card: #1d2127; --rule: #303740;
          --red: #ff6b6b; --b0: #6ea3ff; --b1: #f2a65a; --b2: #5cc99a } }
      * { box-sizing: border-box }
      body { font: 14px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1.25rem; max-width: 1140px;
        color: var(--ink); background: var(--page) }
      header { display: flex; align-items: baseline; gap: 1.25rem; flex-wrap: wrap; margin-bottom: .75rem }
      h1 { font-size: 1.3rem; margin: 0 }
      h2 { font-size: 1rem; margin: 0 }
      a { color: var(--b0); text-decoration: none } a:hover { text-decoration: underline }
      nav a, nav b { margin-right: .6rem }
      .soft { color: var(--soft) }
      section { background: var(--card); border: 1px solid var(--rule); border-radius: 8px;
        padding: .8rem 1rem; margin-bottom: .9rem }
      section.on { border-color: var(--red); border-left-width: 5px }
      .head { display: flex; justify-content: space-between; flex-wrap: wrap; gap: .25rem 1rem; margin-bottom: .25rem }
      .key { margin-left: 1.1rem; color: var(--soft); white-space: nowrap } .key b { color: var(--ink) }
      .key i { display: inline-block; width: 18px; height: 3px; border-radius: 2px; vertical-align: middle;
        margin-right: .4rem }
      .b0 { background: var(--b0); fill: var(--b0) } .b1 { background: var(--b1); fill: var(--b1) }
      .b2 { background: var(--b2); fill: var(--b2) }
      svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif }
      svg text { fill: var(--soft) } svg .n { text-anchor: end } svg .t { text-anchor: middle }
      svg .l { fill: var(--red); font-weight: 600 }
      svg path { fill: none; stroke-width: 1.6; stroke-linejoin: round }
      svg .c0 { stroke: var(--b0) } svg .c1 { stroke: var(--b1) } svg .c2 { stroke: var(--b2) }
      svg path.f { stroke: none; opacity: .16 } svg path.f.b0 { fill: var(--b0) }
      svg path.f.b1 { fill: var(--b1) } svg path.f.b2 { fill: var(--b2) }
      svg .g { stroke: var(--rule); stroke-width: 1 } svg .s { stroke: var(--soft); stroke-dasharray: 3 3 }
      svg .a { fill: var(--red); opacity: .1 } svg .e { stroke: var(--red) }
      svg .h { fill: transparent } svg .h:hover { fill: var(--soft); opacity: .25 }
      table { border-collapse: collapse; width: 100% }
      th { color: var(--soft); font-weight: 500 }
      th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule) }
      tr:last-child td { border-bottom: 0 }
      th.r, td.r { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
      .up { color: var(--red) }
      td.w { white-space: nowrap } table.past td:last-child { width: 100% }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: .9rem }
      @media (max-width: 800px) { .two { grid-template-columns: 1fr } }
      pre { font: 12px/1.4 ui-monospace, monospace; overflow-x: auto; margin: .4rem 0 0; color: var(--soft) }
      details { margin-top: .3rem }
      """;

  private final History history;
  private final int hours;
  private final List<Alarm.Firing> firing;
  private final List<Share> shares;
  private final StringBuilder out = new StringBuilder(250_000);

  MonitorPage(History history, int hours, List<Alarm.Firing> firing, List<Share> shares) {
    this.history = history;
    this.hours = hours;
    this.firing = firing;
    this.shares = shares;
  }

  String html() {
    out.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">");
    out.append("<meta http-equiv=\"refresh\" content=\"30\">");
    out.append("<title>").append(firing.isEmpty() ? "" : "(!) ").append("monitor</title>");
    out.append("<style>").append(STYLE).append("</style></head><body>");
    header();
    firing.forEach(this::alarm);
    PLOTS.forEach(this::plot);
    out.append("<div class=\"two\">");
    table("By route", Share.Of.ROUTE);
    table("By user", Share.Of.USER);
    out.append("</div>");
    past();
    return out.append("</body></html>").toString();
  }

  private void header() {
    out.append("<header><h1>Monitor</h1><nav>");
    for (int each : SPANS) {
      String shown = each + " h";
      out.append(
          each == hours
              ? "<b>%s</b>".formatted(shown)
              : "<a href=\"?hours=%d\">%s</a>".formatted(each, shown));
    }
    out.append("<a href=\"?hours=%d&amp;format=json\">JSON</a>".formatted(hours));
    out.append("<a href=\"/debug/pprof/\">profiles</a></nav><span class=\"soft\">");
    out.append(Axis.exactly(history.from())).append(" to ").append(Axis.exactly(history.to()));
    out.append(" UTC");
    out.append(firing.isEmpty() ? ", no alarm" : "").append("</span></header>");
  }

  private void alarm(Alarm.Firing alarm) {
    Culprit culprit = alarm.culprit();
    out.append("<section class=\"on\"><div class=\"head\"><h2 class=\"up\">");
    out.append(Html.escaped(alarm.name())).append("</h2><span class=\"soft\">since ");
    out.append(Axis.exactly(alarm.finding().at())).append("</span></div>");
    out.append(Html.escaped(alarm.sentence()));
    if (!culprit.stack().isEmpty()) {
      out.append("<details open><summary class=\"soft\">the stack of ");
      out.append("%,d".formatted(culprit.there())).append(" of them</summary><pre>");
      culprit.stack().forEach(frame -> out.append(Html.escaped(frame)).append('\n'));
      out.append("</pre></details>");
    }
    out.append("</section>\n");
  }

  private void plot(Plot plot) {
    out.append("<section><div class=\"head\"><h2>").append(plot.title()).append("</h2><span>");
    out.append(plot.legend(history)).append("</span></div>");
    out.append(plot.svg(history)).append("</section>\n");
  }

  private void table(String title, Share.Of of) {
    out.append("<section><div class=\"head\"><h2>").append(title).append("</h2></div>");
    out.append("<table><tr><th>").append(of == Share.Of.ROUTE ? "route" : "user");
    out.append("</th><th class=\"r\">requests</th><th class=\"r\">outlived</th>");
    out.append("<th class=\"r\">since ").append(shortly(history.span())).append("</th>");
    out.append("<th class=\"r\">held</th></tr>");
    shares.stream().filter(each -> each.of() == of).forEach(this::row);
    out.append("</table></section>\n");
  }

  private static String shortly(Duration span) {
    return span.toHours() > 0 ? span.toHours() + " h ago" : span.toMinutes() + " min ago";
  }

  private void row(Share each) {
    long more = each.outlived() - before(each);
    out.append("<tr><td>").append(Html.escaped(each.name())).append("</td>");
    number("%,d".formatted(each.live()), false);
    number("%,d".formatted(each.outlived()), false);
    number(more == 0 ? "" : "%+,d".formatted(more), more > 0);
    number(Axis.shown((double) each.bytes(), true), false);
    out.append("</tr>");
  }

  private void number(String text, boolean more) {
    out.append(more ? "<td class=\"r up\">" : "<td class=\"r\">").append(text).append("</td>");
  }

  private long before(Share now) {
    return history.firstShares().stream()
        .filter(each -> each.of() == now.of() && each.name().equals(now.name()))
        .mapToLong(Share::outlived)
        .sum();
  }

  private void past() {
    List<Mark> marks = history.marks().reversed();
    if (marks.isEmpty()) {
      return;
    }
    out.append(
        "<section><div class=\"head\"><h2>Alarms of this time</h2></div><table class=\"past\">");
    for (Mark each : marks.subList(0, Math.min(MOST_MARKS, marks.size()))) {
      out.append("<tr><td class=\"w\">").append(at(each.at())).append("</td><td>");
      out.append(each.firing() ? "<span class=\"up\">began</span>" : "ended").append("</td><td>");
      out.append(Html.escaped(each.text())).append("</td></tr>");
    }
    out.append("</table></section>");
  }

  private static String at(Instant at) {
    return Axis.exactly(at);
  }
}
