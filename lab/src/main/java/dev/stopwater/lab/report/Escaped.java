package dev.stopwater.lab.report;

/// Text within HTML and SVG.
final class Escaped {

  private Escaped() {}

  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
