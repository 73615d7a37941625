package dev.stopwater.resources;

import dev.stopwater.machinery.value.MapValue;
import org.jspecify.annotations.Nullable;

/// What stands between a decided write and the store: admission, handed in by whoever serves the
/// request, since it runs again each time a write is tried on a newer version.
public interface Gate {

  /// What a write does.
  enum Operation {
    CREATE,
    UPDATE,
    DELETE
  }

  /// May change the object, or refuse by throwing a StatusException.
  void admit(Operation operation, MapValue object, @Nullable MapValue old);

  /// May refuse; changes nothing.
  void judge(Operation operation, MapValue object, @Nullable MapValue old);

  /// Lets everything through: for the server's own writes.
  Gate OPEN =
      new Gate() {
        @Override
        public void admit(Operation operation, MapValue object, @Nullable MapValue old) {}

        @Override
        public void judge(Operation operation, MapValue object, @Nullable MapValue old) {}
      };
}
