package dev.stopwater.flowcontrol;

import dev.stopwater.flowcontrol.queue.QueueShape;
import dev.stopwater.machinery.value.MapValue;

/// A PriorityLevelConfiguration, read.
///
/// @param shares of the server's seats
/// @param lendablePercent of its nominal seats that others may use
/// @param borrowingPercent of its nominal seats that it may take beside its own; -1 for all there
///   are
record LevelSpec(
    String name,
    String uid,
    QueueShape shape,
    long shares,
    long lendablePercent,
    long borrowingPercent) {

  private static final double WIDEST_PART = 0.15;
  private static final int WIDEST = 100;

  /// @param object as it is stored, defaults filled in
  static LevelSpec of(MapValue object) {
    MapValue metadata = object.mapOrEmpty("metadata");
    MapValue spec = object.mapOrEmpty("spec");
    boolean exempt = spec.text("type", "").equals("Exempt");
    MapValue limits = spec.mapOrEmpty(exempt ? "exempt" : "limited");
    return new LevelSpec(
        metadata.text("name", ""),
        metadata.text("uid", ""),
        exempt ? QueueShape.EXEMPT : shape(limits.mapOrEmpty("limitResponse")),
        limits.integer("nominalConcurrencyShares", exempt ? 0 : 30),
        limits.integer("lendablePercent", 0),
        limits.integer("borrowingLimitPercent", -1));
  }

  private static QueueShape shape(MapValue response) {
    if (!response.text("type", "").equals("Queue")) {
      return QueueShape.REJECT;
    }
    MapValue queuing = response.mapOrEmpty("queuing");
    return new QueueShape(
        (int) queuing.integer("queues", 64),
        (int) queuing.integer("handSize", 8),
        (int) queuing.integer("queueLengthLimit", 50));
  }

  /// What the level is given of `serverSeats`, of which `allShares` are handed out.
  Bounds bounds(int serverSeats, long allShares) {
    int nominal = allShares == 0 ? 0 : (int) Math.ceil((double) serverSeats * shares / allShares);
    int lendable = (int) Math.round(nominal * lendablePercent / 100.0);
    int borrowable =
        borrowingPercent < 0 ? serverSeats : (int) Math.round(nominal * borrowingPercent / 100.0);
    return new Bounds(nominal, nominal - lendable, nominal + borrowable);
  }

  /// How wide a request of the level may be: a few wide ones must not take it all, nor a hand of
  /// queues fill it.
  int widest(int nominal) {
    if (!shape.queueing()) {
      return WIDEST;
    }
    int part = (int) Math.ceil(WIDEST_PART * nominal);
    return Math.max(1, Math.min(part, nominal / shape.hand()));
  }

  /// Seats of a level.
  record Bounds(int nominal, int least, int most) {

    /// Where the level begins, before demand is known.
    int first() {
      return nominal - (nominal - least) / 2;
    }
  }
}
