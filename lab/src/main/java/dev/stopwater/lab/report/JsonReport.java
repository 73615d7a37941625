package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Bell;
import dev.stopwater.lab.night.Census;
import dev.stopwater.lab.night.Claim;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.Latencies;
import dev.stopwater.lab.night.LogLines;
import dev.stopwater.lab.night.Moment;
import dev.stopwater.lab.night.NightRecord;
import dev.stopwater.lab.night.NightSettings;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;

/// An incident as JSON: everything that was measured. Times are in milliseconds or seconds, as
/// their names say, and sizes in bytes.
public final class JsonReport {

  private static final double THOUSAND = 1e3;

  private JsonReport() {}

  public static String of(Incident incident) {
    MapValue whole =
        MapValue.of(
            "when", incident.when().toString(),
            "machine", incident.machine(),
            "settings", settings(incident.settings()),
            "claims", list(incident.claims(), JsonReport::claim),
            "nights", list(incident.nights(), JsonReport::night));
    return new String(JsonWriter.encodeInOwnOrder(whole), StandardCharsets.UTF_8) + "\n";
  }

  private static <T> ListValue list(Collection<T> all, Function<T, Value> form) {
    ListValue list = new ListValue();
    all.forEach(each -> list.add(form.apply(each)));
    return list;
  }

  private static Real real(double number) {
    return new Real(Math.round(number * THOUSAND) / THOUSAND);
  }

  private static MapValue settings(NightSettings settings) {
    return MapValue.of(
        "pods", settings.pods(),
        "requests", settings.requests(),
        "timeoutMillis", settings.timeout().toMillis(),
        "seats", settings.seats(),
        "pullers", settings.pullers(),
        "panels", settings.panels(),
        "goodLink", settings.good().toString(),
        "badLink", settings.bad().toString(),
        "heapMegabytes", settings.heapMegabytes(),
        "seed", settings.seed());
  }

  private static MapValue claim(Claim claim) {
    return MapValue.of(
        "night", claim.night(),
        "expected", claim.expected(),
        "measured", claim.measured(),
        "holds", claim.holds());
  }

  private static MapValue night(NightRecord night) {
    return MapValue.of(
        "name", night.name(),
        "title", night.title(),
        "platform",
            MapValue.of(
                "sent", night.platform().sent(),
                "served", night.platform().served(),
                "timedOut", night.platform().timedOut(),
                "cut", night.platform().cut(),
                "refused", night.platform().refused(),
                "givenUp", night.platform().givenUp(),
                "failed", night.platform().failed()),
        "census", census(night.census()),
        "peakThreads", night.peakThreads(),
        "peakLeftBehind", night.peakLeftBehind(),
        "peakHeap", night.peakHeap(),
        "peakResident", night.peakResident(),
        "heapBefore", night.heapBefore(),
        "held", night.heldBytes(),
        "listBytes", night.listBytes(),
        "carried", night.carried(),
        "fellSeconds", real(night.fell()),
        "morningSeconds", real(night.morning()),
        "othersReads", latencies(night.reads()),
        "othersWrites", latencies(night.writes()),
        "alarm", alarm(night.bell()),
        "log", list(night.log().texts(), JsonReport::text),
        "moments", list(night.moments(), JsonReport::moment));
  }

  private static MapValue alarm(Bell bell) {
    return MapValue.of(
        "rang", bell.rang(),
        "beganSeconds", real(bell.began()),
        "endedSeconds", real(bell.ended()),
        "leftBehind", bell.leftBehind());
  }

  private static MapValue census(Census census) {
    return MapValue.of(
        "settled", census.settled(),
        "threads", census.threads(),
        "timedOut", census.timedOut(),
        "heap", census.heap(),
        "proved", census.proved(),
        "late", census.late(),
        "heapAfterProof", census.heapAfterProof(),
        "stacks",
            list(
                census.stacks(),
                each ->
                    MapValue.of(
                        "count", each.count(), "frames", ListValue.ofTexts(each.frames()))));
  }

  private static MapValue latencies(Latencies.Summary summary) {
    return MapValue.of(
        "count", summary.count(),
        "failed", summary.failed(),
        "medianMillis", real(summary.median()),
        "p99Millis", real(summary.p99()),
        "worstMillis", real(summary.worst()));
  }

  private static MapValue text(LogLines.Text text) {
    return MapValue.of("text", text.text(), "count", text.count(), "example", text.example());
  }

  private static MapValue moment(Moment moment) {
    return MapValue.of(
        "seconds", real(moment.seconds()),
        "threads", moment.threads(),
        "leftBehind", moment.leftBehind(),
        "timedOut", moment.timedOut(),
        "heap", moment.heapBytes(),
        "resident", moment.residentBytes(),
        "sent", moment.sent(),
        "worstMillis", real(moment.worstMillis()));
  }
}
