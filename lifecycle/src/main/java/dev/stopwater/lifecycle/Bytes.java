package dev.stopwater.lifecycle;

/// Where a request says what it holds of the server's memory. What is not given back is, when the
/// request ends or is proven leaked. Any thread; never blocks.
public interface Bytes {

  /// For work that no request asked for.
  Bytes UNCOUNTED =
      new Bytes() {
        @Override
        public void take(long bytes) {}

        @Override
        public boolean tryTake(long bytes) {
          return true;
        }

        @Override
        public void give(long bytes) {}
      };

  /// To be asked before the memory is taken.
  ///
  /// @throws OverBudgetException there is no room for it, and nothing was taken
  void take(long bytes);

  /// The same for who can do without, or holds locks: a refusal is told to nobody else.
  ///
  /// @return false if there is no room for it, and nothing was taken
  boolean tryTake(long bytes);

  /// Gives back, no more than was taken.
  void give(long bytes);
}
