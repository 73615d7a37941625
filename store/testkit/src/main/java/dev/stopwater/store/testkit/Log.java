package dev.stopwater.store.testkit;

import dev.stopwater.store.Follower;
import dev.stopwater.store.StoreEvent;
import java.util.ArrayList;
import java.util.List;

/// A follower that writes down what it sees.
final class Log implements Follower {

  private final List<StoreEvent> events = new ArrayList<>();

  @Override
  public synchronized void committed(StoreEvent event) {
    events.add(event);
  }

  synchronized List<String> shown() {
    return events.stream().map(Shown::event).toList();
  }

  synchronized List<Long> revisions() {
    return events.stream().map(StoreEvent::revision).toList();
  }

  synchronized boolean saw(long revision) {
    return events.stream().anyMatch(event -> event.revision() == revision);
  }
}
