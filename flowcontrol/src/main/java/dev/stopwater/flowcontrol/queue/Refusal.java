package dev.stopwater.flowcontrol.queue;

/// Why a request was not let in, in the words of the metrics.
public enum Refusal {
  QUEUE_FULL("queue-full"),
  CONCURRENCY_LIMIT("concurrency-limit"),
  TIME_OUT("time-out"),
  CANCELLED("cancelled");

  private final String reason;

  Refusal(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  /// Whether it came to nothing only after the request had joined a queue.
  boolean waited() {
    return this == TIME_OUT || this == CANCELLED;
  }
}
