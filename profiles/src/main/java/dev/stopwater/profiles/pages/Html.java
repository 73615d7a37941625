package dev.stopwater.profiles.pages;

/// What the pages share. They load nothing from anywhere.
final class Html {

  static final String STYLE =
      """
      body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5rem; color: #1b1f24; background: #fff }
      h1 { font-size: 1.3rem; margin: 0 0 .75rem }
      table { border-collapse: collapse }
      th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top }
      a { color: #0b57d0 }
      """;

  private Html() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
