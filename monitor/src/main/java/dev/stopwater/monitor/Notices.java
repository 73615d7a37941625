package dev.stopwater.monitor;

import dev.stopwater.lifecycle.Loop;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Carries alarms to the outlets on a thread of its own, so that nobody who watches waits for one
/// that is slow. What fails is told to the faults; the others are told all the same. Any thread.
final class Notices implements AutoCloseable {

  private static final int MOST = 32;

  private final List<Outlet> outlets;
  private final Supplier<List<Alarm.Firing>> firing;
  private final Duration reminding;
  private final Threads.Faults faults;
  private final BlockingQueue<Alarm> waiting = new ArrayBlockingQueue<>(MOST);
  private final Loop loop;

  Notices(
      List<Outlet> outlets,
      Supplier<List<Alarm.Firing>> firing,
      Duration reminding,
      Threads threads,
      Threads.Faults faults) {
    this.outlets = List.copyOf(outlets);
    this.firing = firing;
    this.reminding = reminding;
    this.faults = faults;
    this.loop = threads.loop("alerts", this::turn);
  }

  /// Never waits: of too many, the newest are dropped.
  void add(Alarm alarm) {
    if (!waiting.offer(alarm)) {
      faults.fault("alerts", new IllegalStateException("too many alarms wait to be told"));
    }
  }

  private void turn() throws InterruptedException {
    Alarm next = waiting.poll(reminding.toMillis(), TimeUnit.MILLISECONDS);
    for (Outlet each : outlets) {
      try {
        if (next == null) {
          each.remind(firing.get());
        } else {
          each.tell(next);
        }
      } catch (InterruptedException stop) {
        throw stop;
      } catch (Exception failure) {
        faults.fault("alerts", failure);
      }
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
