package dev.stopwater.profiles;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/// Takes profiles one after the other and names each before, while the JVM logs whenever it stops
/// all threads.
final class Pauses implements LedgerListener {

  private final CountDownLatch end = new CountDownLatch(1);
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofHours(1), System::nanoTime, this));
  private final Profiles profiles =
      new Profiles(
          ledger,
          new LeakCheck(
              ledger, new LeakBook(InstantSource.system()), InstantSource.system(), Duration.ZERO),
          InstantSource.system(),
          System::nanoTime,
          Threads.Sleep.SYSTEM);

  public static void main(String[] arguments) throws Exception {
    new Pauses().run();
    System.exit(0);
  }

  private void run() throws Exception {
    for (int i = 0; i < 50; i++) {
      RequestFacts facts = new RequestFacts("GET", "/", "127.0.0.1:1", "curl/8", "HTTP/2.0");
      ledger.begin(facts, new LeakCampaign.Silent(), live -> end.await());
    }
    for (Profiles.Kind kind : Profiles.Kind.values()) {
      if (kind != Profiles.Kind.ALLOCS && kind != Profiles.Kind.HEAP) {
        System.out.println("taking " + kind.word());
        profiles.over(kind, Duration.ofMillis(300), false).gzipped();
        if (kind != Profiles.Kind.BLOCK && kind != Profiles.Kind.MUTEX) {
          profiles.text(kind, false, false);
          profiles.text(kind, true, false);
        }
      }
    }
    System.out.println("taking counts");
    profiles.counts();
    System.out.println("taking heap");
    profiles.take(Profiles.Kind.HEAP, true);
    System.out.println("taking cpu");
    profiles.cpu(Duration.ofMillis(200));
  }

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {}

  @Override
  public void fault(String what, Throwable failure) {
    failure.printStackTrace();
  }
}
