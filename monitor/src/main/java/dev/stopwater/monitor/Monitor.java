package dev.stopwater.monitor;

import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes a sample every few seconds, keeps two days of them, and raises an alarm when something
/// only grows. A platform thread takes them, so that it does while handlers spin on every carrier;
/// it looks at no thread and stops none unless an alarm begins.
public final class Monitor implements AutoCloseable {

  private static final Duration REMINDING = Duration.ofMinutes(1);
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Meter meter;
  private final Ring ring;
  private final InstantSource clock;
  private final Threads.Faults faults;
  private final Alarms alarms;
  private final Notices notices;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Sample latest;
  private long minute = Long.MIN_VALUE; // of the last shares
  private boolean written = true; // whether the last entry could be
  private @Nullable Thread sampler;

  /// @param ring is closed with it
  /// @param faults is told what goes wrong, of a disk that fails once
  public Monitor(
      Meter meter,
      Ring ring,
      Limits limits,
      List<Outlet> outlets,
      InstantSource clock,
      Threads threads,
      Threads.Faults faults) {
    this.meter = meter;
    this.ring = ring;
    this.clock = clock;
    this.faults = faults;
    this.alarms = new Alarms(new Growth(meter.began(), limits), this::culprit, this::tell);
    this.latest = meter.read(clock.instant(), true);
    this.notices = new Notices(outlets, alarms::firing, REMINDING, threads, faults);
  }

  /// Begins to take samples.
  ///
  /// @param threads own the thread
  public void start(Threads threads, Duration interval) {
    sampler = threads.platform("monitor").newThread(() -> run(interval));
    sampler.start();
  }

  private void run(Duration interval) {
    try {
      while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          turn();
        } catch (RuntimeException failure) {
          faults.fault("monitor", failure);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes one sample, and judges it. One thread at a time.
  public void turn() {
    Instant now = clock.instant();
    long thisMinute = now.getEpochSecond() / 60;
    Sample sample = meter.read(now, thisMinute != minute);
    minute = thisMinute;
    latest = sample;
    write(sample);
    alarms.judge(sample);
  }

  private void write(Entry entry) {
    try {
      ring.append(entry);
      written = true;
    } catch (IOException failure) {
      if (written) {
        faults.fault("monitor", failure);
      }
      written = false;
    }
  }

  private void tell(Alarm alarm) {
    Instant at = latest.at();
    write(new Mark(at, alarm.signal(), alarm instanceof Alarm.Firing, alarm.sentence()));
    notices.add(alarm);
  }

  private Culprit culprit(Finding finding) {
    List<Share> now = meter.shares();
    write(latest.with(now));
    return new Suspicion(finding, before(finding.since()), now).culprit(meter);
  }

  /// The shares at about that time.
  private List<Share> before(Instant since) {
    Sample[] found = new Sample[1];
    try {
      ring.read(
          since.minus(NEAR),
          entry -> {
            if (entry instanceof Sample each && isThen(each, since)) {
              found[0] = each;
            }
          });
    } catch (IOException failure) {
      faults.fault("monitor", failure);
    }
    return found[0] == null ? List.of() : found[0].shares();
  }

  private boolean isThen(Sample each, Instant since) {
    return !each.at().isAfter(since)
        && !each.shares().isEmpty()
        && each.began().toEpochMilli() == meter.began().toEpochMilli();
  }

  /// To be told of each leak that is proven. Any thread.
  public void leaked(RequestSnapshot request) {
    meter.leaked(request);
  }

  /// The time by the monitor's clock.
  public Instant now() {
    return clock.instant();
  }

  public Sample latest() {
    return latest;
  }

  /// The routes and users that are the greatest now. Visits each request.
  public List<Share> shares() {
    return meter.shares();
  }

  /// The alarms that are on.
  public List<Alarm.Firing> firing() {
    return alarms.firing();
  }

  /// How many alarms of a signal began since the start.
  public long begun(Signal signal) {
    return alarms.begun(signal);
  }

  /// Shows what was sampled since a moment, oldest first.
  public void history(Instant since, Consumer<Entry> visitor) throws IOException {
    ring.read(since, visitor);
  }

  /// Stops taking samples, after the one that is being taken; what is written stays. By the thread
  /// that started it.
  @Override
  public void close() throws IOException {
    stop(PATIENCE, PATIENCE);
  }

  /// @param interrupted how long a sampler is waited for that had to be interrupted
  void stop(Duration patience, Duration interrupted) throws IOException {
    stopped.countDown();
    notices.close();
    try {
      if (sampler != null && !sampler.join(patience)) {
        sampler.interrupt();
        if (!sampler.join(interrupted)) {
          faults.fault("monitor", new IllegalStateException("the sampler does not end"));
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    ring.close();
  }
}
