package dev.stopwater.flowcontrol.estimate;

/// What of a list's options makes it cheap or dear.
///
/// @param limit of a page, 0 for none
/// @param named whether it is about one object
/// @param selective whether a selector leaves some out
/// @param cached whether it is answered from memory, streamed
public record ListShape(long limit, boolean named, boolean selective, boolean cached) {

  /// How many objects are looked at.
  long loaded(long all) {
    if (named) {
      return 1;
    }
    long page = limit > 0 ? Math.min(all, limit) : all;
    return cached || !selective ? page : Math.max(page, all / 2);
  }
}
