package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.Distinguisher;
import dev.stopwater.flowcontrol.classify.FlowHash;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.telemetry.FlowSeries;

/// Where the requests of one FlowSchema go: made once for each configuration, so that classifying
/// allocates nothing.
///
/// @param schema its name
/// @param mostSeats for one request of this level
public record Flow(
    String schema,
    String schemaUid,
    String levelUid,
    Level level,
    int mostSeats,
    Distinguisher distinguisher,
    FlowHash hash,
    FlowSeries series) {

  String distinguisherOf(RequestDigest request) {
    return distinguisher.of(request);
  }
}
