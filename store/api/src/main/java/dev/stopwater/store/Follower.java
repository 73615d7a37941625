package dev.stopwater.store;

/// Whoever wants to know of every write. Called on the store's own thread, one call at a time, in
/// the order of revisions; it must neither block nor throw, since every writer waits for it. What
/// it throws all the same goes to the thread's uncaught exception handler; neither the writer nor
/// other followers notice.
public interface Follower {

  /// One write became durable. The store answers its writer after this returns.
  void committed(StoreEvent event);
}
