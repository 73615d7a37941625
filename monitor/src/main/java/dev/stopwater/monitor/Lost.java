package dev.stopwater.monitor;

import dev.stopwater.lifecycle.RequestSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The requests that were proven leaked since the start, by where they were: the ledger forgets
/// them, and a growth may be made of nothing else. Any thread.
final class Lost {

  private static final int MOST = 256;
  private static final Place OTHERS = new Place("(others)", "(others)", "(others)", List.of());

  private final Map<Place, Long> places = new HashMap<>(); // guarded by this

  synchronized void add(RequestSnapshot request) {
    Place place = Place.of(request);
    boolean room = places.size() < MOST || places.containsKey(place);
    places.merge(room ? place : OTHERS, 1L, Long::sum);
  }

  synchronized Map<Place, Long> places() {
    return new HashMap<>(places);
  }
}
