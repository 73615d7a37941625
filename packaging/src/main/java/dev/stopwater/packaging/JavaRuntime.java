package dev.stopwater.packaging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// The Java runtime of the image: what of the JDK we use, and no compiler or tools.
final class JavaRuntime {

  /// With what they need themselves. `jdeps` finds java.desktop and java.naming too, for parts of
  /// libraries that we never call; the first of them would be a third of the image.
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "jdk.crypto.ec",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /// Those of java.base. Each that is listed and is not there is looked for in all jars, once for
  /// every algorithm that none of the others has.
  private static final Set<String> PROVIDERS =
      Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  private static final Pattern PROVIDER =
      Pattern.compile("security\\.provider\\.\\d+=(?<name>\\w+).*");

  private JavaRuntime() {}

  /// @param to which must not be there
  static void link(Path to) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IOException("this Java has no jlink; a JDK has"));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        jlink.run(
            out,
            out,
            "--add-modules",
            String.join(",", MODULES),
            "--no-header-files",
            "--no-man-pages",
            "--output",
            to.toString());
    if (exit != 0) {
      throw new IOException("jlink failed: " + said.toString().strip());
    }
    trim(to.resolve("conf/security/java.security"));
  }

  private static void trim(Path security) throws IOException {
    Files.write(security, Files.readAllLines(security).stream().filter(JavaRuntime::kept).toList());
  }

  private static boolean kept(String line) {
    Matcher provider = PROVIDER.matcher(line);
    return !provider.matches() || PROVIDERS.contains(provider.group("name"));
  }
}
