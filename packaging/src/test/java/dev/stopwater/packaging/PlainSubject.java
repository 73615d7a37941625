package dev.stopwater.packaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of every type, and switches over types with what makes them hard; asked about
/// everything that could differ.
public interface PlainSubject {

  /// One component of each type.
  record Every(
      boolean truth,
      byte tiny,
      char letter,
      short small,
      int number,
      long large,
      float rough,
      double fine,
      @Nullable Object thing,
      int[] many) {}

  /// Nothing.
  record Empty() {}

  private static Every every(double fine, float rough, @Nullable Object thing) {
    return new Every(true, (byte) -3, 'x', (short) 7, 11, 1L << 40, rough, fine, thing, MANY);
  }

  int[] MANY = {1, 2};

  private static List<Object> things() {
    return List.of(
        every(0.0, 0f, null),
        every(-0.0, 0f, null),
        every(0.0, -0f, null),
        every(Double.NaN, Float.NaN, "a"),
        every(Double.NaN, Float.NaN, new String("a")),
        every(1, 1, "b"),
        new Every(false, (byte) -3, 'x', (short) 7, 11, 1L << 40, 1, 1, "b", MANY),
        new Every(true, (byte) 4, 'x', (short) 7, 11, 1L << 40, 1, 1, "b", MANY),
        new Every(true, (byte) -3, 'y', (short) 7, 11, 1L << 40, 1, 1, "b", MANY),
        new Every(true, (byte) -3, 'x', (short) 8, 11, 1L << 40, 1, 1, "b", MANY),
        new Every(true, (byte) -3, 'x', (short) 7, 12, 1L << 40, 1, 1, "b", MANY),
        new Every(true, (byte) -3, 'x', (short) 7, 11, 1L << 41, 1, 1, "b", MANY),
        new Every(true, (byte) -3, 'x', (short) 7, 11, 1L << 40, 1, 1, "b", new int[] {1, 2}),
        new Empty(),
        new Empty(),
        "",
        "long enough",
        5,
        -5,
        7L,
        List.of("in a list"));
  }

  /// Everything asked of everything.
  static List<Object> answers() {
    List<Object> answers = new ArrayList<>();
    for (Object one : things()) {
      answers.add(byType(one));
      answers.add(guarded(one));
      answers.add(nested(one));
      answers.add(one instanceof Number ? constants(one.toString()) : "");
      if (!(one instanceof Every every) || every.many() == MANY) {
        answers.add(one instanceof Every ? one.hashCode() - System.identityHashCode(MANY) : 0);
      }
      for (Object other : things()) {
        answers.add(one.equals(other));
      }
    }
    answers.add(guarded(null));
    answers.add(things().getFirst().equals(null));
    return answers;
  }

  private static String byType(Object one) {
    return switch (one) {
      case Every _ -> "every";
      case CharSequence text -> "text of " + text.length();
      case Integer number -> "number " + number;
      default -> "else";
    };
  }

  private static String guarded(@Nullable Object one) {
    return switch (one) {
      case null -> "nothing";
      case String text when text.isEmpty() -> "empty";
      case Integer number when number < 0 -> "below";
      case String text when text.length() > 5 -> "long";
      case CharSequence _ -> "text";
      case Number _ -> "number";
      default -> "else";
    };
  }

  private static String nested(Object one) {
    return switch (one) {
      case Every(var truth, _, _, _, _, _, _, _, String text, _) when truth -> "text " + text;
      case Every(_, _, _, _, _, _, _, _, var thing, _) -> "thing " + thing;
      default -> "else";
    };
  }

  private static String constants(String one) {
    return switch (one) {
      case "5" -> "five";
      case String text when text.length() > 5 -> "long";
      case "-5" -> "minus five";
      default -> "else";
    };
  }
}
