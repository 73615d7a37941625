package dev.stopwater.bench.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes one answer as it comes, on a thread of the connection: it must not wait.
public interface Receiver {

  /// The head of the answer has come.
  void began(int status, String type);

  /// Bytes of its body, which are the connection's again once this returns.
  void bytes(ByteBuffer some);

  /// It is over; called once.
  ///
  /// @param failure null if the answer is whole
  void ended(@Nullable Throwable failure);

  /// Gives a stream up.
  interface Handle {
    void cancel();
  }
}
