package dev.stopwater.flowcontrol.queue;

/// How a priority level lets requests wait.
///
/// @param queues -1 without any limit, 0 for no queues: who finds no seat is refused
/// @param hand how many queues a flow may use
/// @param lengthLimit of each queue
public record QueueShape(int queues, int hand, int lengthLimit) {

  public static final QueueShape EXEMPT = new QueueShape(-1, 0, 0);
  public static final QueueShape REJECT = new QueueShape(0, 0, 0);

  public boolean exempt() {
    return queues < 0;
  }

  public boolean queueing() {
    return queues > 0;
  }
}
