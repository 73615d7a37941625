package dev.stopwater.resources.builtin.validation;

/// Lengths as Go counts them.
final class Sizes {

  private Sizes() {}

  /// The length of the text in UTF-8.
  static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /// How many bytes a text in base64 stands for.
  static int decoded(String base64) {
    long characters = base64.chars().filter(c -> c != '=' && c != '\n' && c != '\r').count();
    return (int) (characters * 6 / 8);
  }
}
