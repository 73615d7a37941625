package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.GoQuote;

/// The text that names some pods of an indexed job: `0,2-4,7`.
final class JobIndexes {

  /// What is wrong with a text, in upstream's words.
  static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  private JobIndexes() {}

  /// How many indexes the text names.
  ///
  /// @param completions all indexes are below it
  static long count(String text, long completions) throws MalformedException {
    if (text.isEmpty()) {
      return 0;
    }
    long count = 0;
    long previous = -1;
    for (String interval : text.split(",", -1)) {
      String[] ends = interval.split("-", -1);
      if (ends.length > 2) {
        throw new MalformedException(
            "the fragment "
                + GoQuote.quote(interval)
                + " violates the requirement that an index interval can have at most two parts"
                + " separated by '-'");
      }
      long first = next(ends[0], previous, completions);
      previous = ends.length == 2 ? next(ends[1], first, completions) : first;
      count += previous - first + 1;
    }
    return count;
  }

  private static long next(String text, long previous, long completions) throws MalformedException {
    long index = number(text);
    if (index >= completions) {
      throw new MalformedException("too large index: " + GoQuote.quote(text));
    }
    if (index <= previous) {
      throw new MalformedException(
          "non-increasing order, previous: " + previous + ", current: " + index);
    }
    return index;
  }

  private static long number(String text) throws MalformedException {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new MalformedException(
          "cannot convert string to integer for index: " + GoQuote.quote(text));
    }
    return Long.parseLong(text);
  }
}
