package dev.stopwater.packaging;

import java.nio.file.Path;

/// Where everything is below one prefix, in the order of the file-system hierarchy: what is copied
/// to `/usr` is where Debian expects it, and what stays in its own folder works there as well.
///
/// @param prefix the folder that is made
record Layout(Path prefix) {

  /// The launcher.
  Path launcher() {
    return prefix.resolve("bin/stopwater");
  }

  /// What only the launcher looks for: runtime, jars, native library, cache.
  Path lib() {
    return prefix.resolve("lib/stopwater");
  }

  Path runtime() {
    return lib().resolve("runtime");
  }

  Path java() {
    return runtime().resolve("bin/java");
  }

  Path jars() {
    return lib().resolve("jars");
  }

  /// Names all others in its manifest, so that the class path is one word and never in another
  /// order.
  Path mainJar() {
    return lib().resolve("stopwater.jar");
  }

  Path cache() {
    return lib().resolve("stopwater.aot");
  }

  Path manual() {
    return prefix.resolve("share/man/man1/stopwater.1");
  }

  Path completion() {
    return prefix.resolve("share/bash-completion/completions/stopwater");
  }

  Path documents() {
    return prefix.resolve("share/doc/stopwater");
  }

  Path dockerfile() {
    return prefix.resolve("Dockerfile");
  }
}
