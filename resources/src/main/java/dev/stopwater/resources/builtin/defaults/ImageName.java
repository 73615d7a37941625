package dev.stopwater.resources.builtin.defaults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a container image: `registry:5000/team/app:tag@sha256:…`.
final class ImageName {

  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final String REGISTRY =
      "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String DIGEST =
      "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(?<registry>"
              + REGISTRY
              + ")/)?(?<path>"
              + COMPONENT
              + "(?:/"
              + COMPONENT
              + ")*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>"
              + DIGEST
              + "))?");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final int LONGEST_NAME = 255;

  private ImageName() {}

  /// Whether the name asks for the tag `latest`, in words or by naming neither tag nor digest. A
  /// name that cannot be read asks for nothing.
  static boolean isLatest(String image) {
    if (image.length() > LONGEST_NAME + 256 || IDENTIFIER.matcher(image).matches()) {
      return false;
    }
    Matcher name = NAME.matcher(image);
    if (!name.matches()) {
      return false;
    }
    String tag = name.group("tag");
    if (tag == null) {
      return name.group("digest") == null;
    }
    return tag.equals("latest");
  }
}
