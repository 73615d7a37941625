package dev.stopwater.bench;

import dev.stopwater.bench.Contender.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/// The same group commit before every contender: one thread takes what waits, looks up what each
/// write replaces, commits all of it at once, and answers.
final class GroupCommit implements Target {

  private static final int BATCH = 256;

  @SuppressWarnings("ArrayRecordComponent") // handed over
  private record Waiting(String key, byte[] value, CompletableFuture<Long> answer) {}

  private final Contender contender;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(1_024);
  private final Thread thread;
  private long head = 1; // of the thread

  GroupCommit(Contender contender) {
    this.contender = contender;
    this.thread = Thread.ofPlatform().name("group-commit").start(this::serve);
  }

  @Override
  public void put(String key, byte[] value) throws Exception {
    Waiting waiting = new Waiting(key, value, new CompletableFuture<>());
    queue.put(waiting);
    waiting.answer().get();
  }

  private void serve() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        commit(batch);
      }
    } catch (InterruptedException closed) {
      // That is how it ends.
    } catch (Exception failed) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(failed));
    }
  }

  private void commit(List<Waiting> batch) throws Exception {
    List<Row> rows = new ArrayList<>(batch.size());
    for (Waiting waiting : batch) {
      long previous = contender.current(waiting.key());
      if (previous != 0) {
        contender.value(previous); // a follower would be told of it
      }
      head++;
      rows.add(new Row(head, waiting.key(), head, previous, waiting.value()));
    }
    contender.commit(rows);
    for (int i = 0; i < rows.size(); i++) {
      batch.get(i).answer().complete(rows.get(i).revision());
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    thread.interrupt(); // nobody writes any more, so it waits
    try {
      thread.join();
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      return; // the run was broken off
    }
    contender.close();
  }
}
