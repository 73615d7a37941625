package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.time.Duration;
import java.util.Map;

/// One step of a scenario.
sealed interface Step {

  /// The recorded client waited here, as for a clock of whole seconds to move on.
  record Pause(Duration length) implements Step {}

  /// A request, and what kube-apiserver said.
  ///
  /// @param saves JSON pointers into the answer, by the name under which its values are kept
  /// @param stream whether the answer is a sequence of documents, such as a watch
  /// @param answer status, headers and body, masked
  record Ask(Request request, Map<String, String> saves, boolean stream, MapValue answer)
      implements Step {
    public Ask {
      saves = Map.copyOf(saves);
    }
  }

  /// @param path with `{ns}` and the names of saved values to be filled in, as in the payload
  /// @param headers all that the request has but those of its framing
  record Request(String method, String path, Map<String, String> headers, Payload payload) {
    public Request {
      headers = Map.copyOf(headers);
    }

    boolean writes() {
      return !method.equalsIgnoreCase("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// What is sent along.
  sealed interface Payload {

    record Nothing() implements Payload {}

    record Document(Value value) implements Payload {}

    record Words(String text) implements Payload {}

    record Bytes(byte[] bytes) implements Payload {}
  }
}
