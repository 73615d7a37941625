package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import java.util.Locale;

/// Writes, each with the request of its kind.
enum Verb {
  CREATE {
    @Override
    Ask ask(Maps maps, int writer, long number, int bytes) {
      return Ask.post(maps.path(), Maps.map("made-" + number, "0", bytes));
    }
  },
  UPDATE {
    @Override
    Ask ask(Maps maps, int writer, long number, int bytes) {
      String name = own(writer);
      return Ask.put(maps.path(name), Maps.map(name, Long.toString(number), bytes));
    }
  },
  PATCH {
    @Override
    Ask ask(Maps maps, int writer, long number, int bytes) {
      return Ask.sending(
          "PATCH",
          maps.path(own(writer)),
          "application/merge-patch+json",
          "{\"data\": {\"intended\": \"" + number + "\"}}");
    }
  },
  APPLY {
    @Override
    Ask ask(Maps maps, int writer, long number, int bytes) {
      String name = own(writer);
      return Ask.sending(
          "PATCH",
          maps.path(name) + "?fieldManager=bench&force=true",
          "application/apply-patch+yaml",
          Maps.map(name, Long.toString(number), bytes));
    }
  },
  DELETE {
    @Override
    Ask ask(Maps maps, int writer, long number, int bytes) {
      return Ask.delete(maps.path("made-" + number));
    }
  };

  /// @param writer who asks: updates and patches go to an object of their own
  /// @param number of the request, the same for no two
  abstract Ask ask(Maps maps, int writer, long number, int bytes);

  static String own(int writer) {
    return "writer-" + writer;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return switch (this) {
      case CREATE -> "New objects, by writers that each wait for their answer.";
      case UPDATE -> "PUT without a condition, each writer to its own object.";
      case PATCH -> "Merge patches of one field, each writer to its own object.";
      case APPLY -> "Server-side apply, each writer to its own object.";
      case DELETE -> "Deletes of objects that were made before.";
    };
  }
}
