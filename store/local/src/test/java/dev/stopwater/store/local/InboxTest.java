package dev.stopwater.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final Inbox<String> inbox = new Inbox<>(2);

  @Test
  void whoFindsItFullWaitsUntilSomeIsTaken() throws Exception {
    fill();
    FutureTask<Void> third = leave("third");
    assertThat(inbox.take(1)).containsExactly("first");
    third.get();
    assertThat(inbox.take(10)).containsExactly("second", "third");
  }

  @Test
  void whoWaitsForRoomMayBeInterrupted() throws Exception {
    fill();
    FutureTask<Void> third = new FutureTask<>(() -> put("third"));
    Thread thread = Thread.ofVirtual().start(third);
    thread.interrupt();
    assertThatThrownBy(third::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(inbox.take(10)).containsExactly("first", "second");
  }

  @Test
  void errandsNeedNoRoom() throws Exception {
    fill();
    inbox.add("errand");
    assertThat(inbox.take(10)).containsExactly("first", "second", "errand");
  }

  @Test
  void closingItRefusesWhoWaitsAndKeepsWhatIsThere() throws Exception {
    fill();
    FutureTask<Void> third = leave("third");
    inbox.close();
    assertThatThrownBy(third::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is closed");
    assertThat(inbox.take(10)).hasSize(2);
    assertThat(inbox.take(10)).isEmpty();
  }

  private void fill() throws Exception {
    put("first");
    put("second");
  }

  private FutureTask<Void> leave(String item) {
    FutureTask<Void> task = new FutureTask<>(() -> put(item));
    Thread.ofVirtual().start(task);
    return task;
  }

  private Void put(String item) throws Exception {
    inbox.put(item);
    return null;
  }
}
