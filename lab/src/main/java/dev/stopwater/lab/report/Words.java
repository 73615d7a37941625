package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Bell;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.NightRecord;
import dev.stopwater.lab.night.NightSettings;
import java.util.List;
import java.util.Locale;

/// What a report says in sentences.
final class Words {

  private Words() {}

  static List<String> introduction(Incident incident) {
    NightSettings settings = incident.settings();
    return List.of(
        String.format(
            Locale.ROOT,
            "One night, several times over: a platform for administrators pulls all %,d pods in full,"
                + " by a timer; the link between it and the API server becomes slow; its pulls time out"
                + " and are tried again at once, %,d requests in all. Only the hand-off between a"
                + " request's handler and its deadline differs from night to night.",
            settings.pods(),
            settings.requests()),
        "`unbuffered` is the hand-off of kube-apiserver 1.12.4, `drained` that of 1.17 and later,"
            + " `ours` Stopwater's ledger. `proper` is our server again, with the platform written as"
            + " it should be: one list in pages, one watch, and pauses that double.",
        "Measured on " + incident.when() + ", " + incident.machine() + ".");
  }

  static List<String> method(Incident incident) {
    NightSettings settings = incident.settings();
    return List.of(
        String.format(
            Locale.ROOT,
            "A night is compressed: a request times out after %d ms where kube-apiserver gives it 60 s,"
                + " so minutes stand for hours. Counts of threads do not depend on that; latencies and"
                + " the length of the night do.",
            settings.timeout().toMillis()),
        "The two foreign hand-offs are re-created in Java, in the lab only, from their mechanics: a"
            + " second thread for each handler, a channel without a buffer, one lock around every write."
            + " Engine, handler, gate of "
            + settings.seats()
            + " seats and pods are the same in each night. It is not kube-apiserver that was measured.",
        "A thread is a virtual thread where Go has a goroutine. The lab holds the threads of the foreign"
            + " hand-offs until morning, as Go's runtime (and the JVM on default flags) would for ever;"
            + " then it lets go of them and asks the leak profile.",
        "Each night has a JVM of its own (Serial GC, a heap of "
            + settings.heapMegabytes()
            + " MB) and a fresh server; they run one after the other, with seed "
            + settings.seed()
            + ". What is on the heap after a collection in the night may be garbage still, since most"
            + " collections are of the young generation only; what is held after the night was"
            + " measured after a full one.",
        "The alarm is that of Stopwater's monitor (`RequestsOutliveDeadline`), whose rules were given each"
            + " night's threads of requests that were over, in the time of the incident: a second of"
            + " these nights is a minute of that one, so an alarm after seven seconds is one after seven"
            + " minutes. It ends ten such minutes after nothing grew.",
        "Platform, link and other clients run in the lab's own JVM on the same machine; the other"
            + " clients have a link of their own, so what they feel is the server, and the machine that"
            + " is shared.",
        "Good link: " + weather(settings.good()) + ". Bad link: " + weather(settings.bad()) + ".");
  }

  private static String weather(dev.stopwater.lab.link.Weather weather) {
    return String.format(
        Locale.ROOT,
        "%d ms and up to %d ms of jitter each way, %,d kB/s, stalls of %d ms before %.1f and resets at"
            + " %.1f of 1,000 pieces of 8 kB",
        weather.latency().toMillis(),
        weather.jitter().toMillis(),
        weather.bytesPerSecond() / 1000,
        weather.stall().toMillis(),
        weather.stallChance() * 1e3,
        weather.resetChance() * 1e3);
  }

  static String leaks(NightRecord night) {
    if (night.census().proved() == 0) {
      return "The leak profile proves nothing, and calls "
          + night.census().late()
          + " requests late: there is nothing left.";
    }
    return String.format(
        Locale.ROOT,
        "The leak profile proves %,d threads to be leaked, and calls %,d late.",
        night.census().proved(),
        night.census().late());
  }

  static String alarm(NightRecord night) {
    Bell bell = night.bell();
    if (!bell.rang()) {
      return "The monitor's rules raise no alarm.";
    }
    return String.format(
        Locale.ROOT,
        "The monitor's alarm fires %.0f s after the link became slow, at %,d threads of requests that"
            + " were over%s.",
        bell.began() - night.fell(),
        bell.leftBehind(),
        bell.stopped()
            ? String.format(Locale.ROOT, ", and ends %.0f s later", bell.ended() - bell.began())
            : ", and is on until the end");
  }

  static String log(NightRecord night) {
    return night.log().texts().isEmpty()
        ? "The server logged nothing."
        : "What the server logged, and how often:";
  }
}
