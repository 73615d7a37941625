package dev.stopwater.machinery.codec;

/// The natural order of keys: letters behind all else, runs of digits by the number that they are.
final class YamlOrder {

  private YamlOrder() {}

  static int compare(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    for (int i = 0; i < left.length && i < right.length; i++) {
      if (left[i] != right[i]) {
        return compareAt(left, right, i);
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /// Compares from the first difference on.
  private static int compareAt(int[] left, int[] right, int at) {
    boolean leftLetter = Character.isLetter(left[at]);
    boolean rightLetter = Character.isLetter(right[at]);
    if (leftLetter || rightLetter) {
      return leftLetter && rightLetter
          ? Integer.compare(left[at], right[at])
          : Boolean.compare(leftLetter, rightLetter);
    }
    int leftEnd = digitsEnd(left, at);
    int rightEnd = digitsEnd(right, at);
    int byNumber = compareNumbers(left, right, at, leftEnd, rightEnd);
    if (byNumber != 0) {
      return byNumber;
    }
    int byLength = Integer.compare(leftEnd, rightEnd);
    return byLength != 0 ? byLength : Integer.compare(left[at], right[at]);
  }

  /// Zeros at the difference count if a digit before them does.
  private static int compareNumbers(int[] left, int[] right, int at, int leftEnd, int rightEnd) {
    boolean inNumber = false;
    for (int i = at - 1; i >= 0 && Character.isDigit(left[i]) && !inNumber; i--) {
      inNumber = left[i] != '0';
    }
    int leftStart = inNumber ? at : skipZeros(left, at, leftEnd);
    int rightStart = inNumber ? at : skipZeros(right, at, rightEnd);
    int byLength = Integer.compare(leftEnd - leftStart, rightEnd - rightStart);
    if (byLength != 0) {
      return byLength;
    }
    for (int i = 0; leftStart + i < leftEnd; i++) {
      if (left[leftStart + i] != right[rightStart + i]) {
        return Integer.compare(left[leftStart + i], right[rightStart + i]);
      }
    }
    return 0;
  }

  private static int digitsEnd(int[] text, int from) {
    int at = from;
    while (at < text.length && Character.isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private static int skipZeros(int[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] == '0') {
      at++;
    }
    return at;
  }
}
