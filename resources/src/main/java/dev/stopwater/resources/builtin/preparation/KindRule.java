package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;

/// What one kind does beyond what all kinds do. The objects are changed in place; generation and
/// the keeping of status and spec are done by [Preparation] around it.
///
/// @param create works on a new object
/// @param update works on an object and what it was
/// @param status works on an object whose status is written, and what it was
record KindRule(Creation create, Change update, Change status) {

  private static final Creation NO_CREATION = (object, now) -> {};
  private static final Change NO_CHANGE = (object, old, now) -> {};

  static final KindRule NONE = new KindRule(NO_CREATION, NO_CHANGE, NO_CHANGE);

  @FunctionalInterface
  interface Creation {
    void prepare(MapValue object, Instant now);
  }

  @FunctionalInterface
  interface Change {
    void prepare(MapValue object, MapValue old, Instant now);
  }

  static KindRule creating(Creation create) {
    return new KindRule(create, NO_CHANGE, NO_CHANGE);
  }

  KindRule updating(Change change) {
    return new KindRule(create, change, status);
  }

  KindRule writingStatus(Change change) {
    return new KindRule(create, update, change);
  }
}
