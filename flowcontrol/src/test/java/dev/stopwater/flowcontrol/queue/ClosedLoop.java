package dev.stopwater.flowcontrol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/// Clients of one user who each ask, wait for the answer, think and ask again, as those do by which
/// upstream's tests judge fairness. Counts the seats that they have had.
public final class ClosedLoop {

  private final Simulation world;
  private final Flow flow;
  private final String user;
  private final int seats;
  private final long executes;
  private final long thinks;
  private double had; // seat-nanoseconds
  private long since;
  private int holds;
  private int refused;

  /// @param seats of each request
  /// @param executes in nanoseconds, as is `thinks`
  public ClosedLoop(
      Simulation world, Flow flow, String user, int seats, long executes, long thinks) {
    this.world = world;
    this.flow = flow;
    this.user = user;
    this.seats = seats;
    this.executes = executes;
    this.thinks = thinks;
  }

  /// Some more clients, who begin one soon after the other.
  ///
  /// @param first when the first does, in nanoseconds from now
  public ClosedLoop inTurn(int count, long first) {
    for (int i = 0; i < count; i++) {
      world.after(first + 90L * i, this::ask);
    }
    return this;
  }

  /// Some more clients, who begin at random within one round.
  public ClosedLoop atRandom(int count) {
    for (int i = 0; i < count; i++) {
      world.after(world.random.nextLong(executes + thinks + 1), this::ask);
    }
    return this;
  }

  private void ask() {
    Seat[] mine = new Seat[1];
    mine[0] =
        world.enter(
            flow,
            user,
            Work.of(seats),
            () -> {
              count(seats);
              world.after(
                  executes,
                  () -> {
                    count(-seats);
                    mine[0].release();
                    world.after(thinks, this::ask);
                  });
            });
    if (mine[0].state() == Seat.State.REFUSED) {
      refused++;
      world.after(executes + thinks, this::ask);
    }
  }

  private void count(int change) {
    had += (double) holds * (world.now() - since);
    since = world.now();
    holds += change;
  }

  /// What they would hold on average if nobody else were there.
  public static double demand(int clients, int seats, long executes, long thinks) {
    return (double) clients * seats * executes / (executes + thinks);
  }

  /// Begins to count anew.
  public void reset() {
    count(0);
    had = 0;
    refused = 0;
  }

  /// Seats that they have held on average over so many nanoseconds.
  public double average(long nanos) {
    count(0);
    return had / nanos;
  }

  public int refused() {
    return refused;
  }

  /// Users whose hands have no queue in common: this is about turns; sharding is tested by itself.
  static String[] apart(Simulation world, Flow flow, QueueShape shape, int count) {
    Dealer dealer = new Dealer(shape.queues(), shape.hand());
    Set<Integer> taken = new HashSet<>();
    String[] users = new String[count];
    for (int i = 0; i < count; ) {
      String user = "user-" + world.random.nextInt(1_000_000);
      int[] hand = new int[shape.hand()];
      dealer.deal(flow.hash().of(user), hand);
      Set<Integer> its = new HashSet<>();
      for (int queue : hand) {
        its.add(queue);
      }
      if (java.util.Collections.disjoint(taken, its)) {
        taken.addAll(its);
        users[i++] = user;
      }
    }
    assertThat(taken).hasSize(count * shape.hand());
    return users;
  }
}
