package dev.stopwater.flowcontrol.queue;

/// Shuffle sharding (KEP-1040): deals a hand of distinct cards from a deck, the same for the same
/// hash. Each step takes one digit of the hash, read as a number of mixed radix.
final class Dealer {

  private static final int MOST_BITS = 60;

  private final int deck;
  private final int hand;

  /// @throws IllegalArgumentException the hash has too few bits for such a hand
  Dealer(int deck, int hand) {
    if (deck < 1 || hand < 1 || hand > deck || bits(deck, hand) > MOST_BITS) {
      throw new IllegalArgumentException("no hand of " + hand + " from " + deck + " queues");
    }
    this.deck = deck;
    this.hand = hand;
  }

  static double bits(int deck, int hand) {
    double bits = 0;
    for (int left = deck; left > deck - hand; left--) {
      bits += Math.log(left) / Math.log(2);
    }
    return bits;
  }

  /// @param into at least as long as the hand
  void deal(long hash, int[] into) {
    long rest = hash;
    for (int i = 0; i < hand; i++) {
      long left = deck - (long) i;
      into[i] = (int) Long.remainderUnsigned(rest, left);
      rest = Long.divideUnsigned(rest, left);
    }
    // what was dealt are places in a deck that shrinks: count each over the cards before it
    for (int i = hand - 2; i >= 0; i--) {
      for (int j = i + 1; j < hand; j++) {
        if (into[j] >= into[i]) {
          into[j]++;
        }
      }
    }
  }

  int hand() {
    return hand;
  }
}
