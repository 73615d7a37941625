package dev.stopwater.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Consumer;

/// Gauges with the same labels whose values come from one reading, which is made once for each that
/// asks for the metrics.
public final class SharedGauges implements MultiCollector {

  /// One of them.
  public record Family(String name, String help) {}

  /// Is told one value for each family, in their order, with those of the labels.
  public interface LabelledValues {
    void are(List<Double> values, String... labels);
  }

  private final List<Family> families;
  private final Consumer<LabelledValues> reading;
  private final String[] labels;

  SharedGauges(List<Family> families, Consumer<LabelledValues> reading, String... labels) {
    this.families = List.copyOf(families);
    this.reading = reading;
    this.labels = labels.clone();
  }

  @Override
  public MetricSnapshots collect() {
    List<GaugeSnapshot.Builder> gauges = families.stream().map(SharedGauges::gauge).toList();
    reading.accept((values, labelled) -> add(gauges, values, Labels.of(labels, labelled)));
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.forEach(each -> all.metricSnapshot(each.build()));
    return all.build();
  }

  private static GaugeSnapshot.Builder gauge(Family family) {
    return GaugeSnapshot.builder().name(family.name).help(family.help);
  }

  private static void add(List<GaugeSnapshot.Builder> gauges, List<Double> values, Labels labels) {
    for (int i = 0; i < gauges.size(); i++) {
      gauges
          .get(i)
          .dataPoint(
              GaugeSnapshot.GaugeDataPointSnapshot.builder()
                  .value(values.get(i))
                  .labels(labels)
                  .build());
    }
  }
}
