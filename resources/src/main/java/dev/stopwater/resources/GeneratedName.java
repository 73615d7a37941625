package dev.stopwater.resources;

import java.util.concurrent.ThreadLocalRandom;

/// Names that the server makes up from a prefix.
final class GeneratedName {

  /// Without vowels, so that no words appear.
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int LETTERS_ADDED = 5;
  private static final int LONGEST_BASE = 58;

  private GeneratedName() {}

  /// The prefix, cut so that the name fits a label, and five letters.
  static String after(String base) {
    StringBuilder name =
        new StringBuilder(base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE) : base);
    for (int i = 0; i < LETTERS_ADDED; i++) {
      name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
