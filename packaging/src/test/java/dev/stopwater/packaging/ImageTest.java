package dev.stopwater.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopwater.noleaks.NoLeaks;
import dev.stopwater.packaging.Installed.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The image as its users have it: packed, unpacked elsewhere, and no Java around. It is made once,
/// of the jars that the module `cli` has packaged.
@NoLeaks
class ImageTest {

  /// With this the JVM does not start at all if it cannot use the cache.
  private static final String CACHE_OR_NOTHING = "-XX:AOTMode=on";

  private static final Path JARS = Path.of("..", "cli", "target", "lib");

  @TempDir static Path work;
  private static Installed installed;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(JARS), "cli is not packaged: run the phase package, not test");
    Path out = work.resolve("out");
    int exit =
        new CommandLine(new Packager())
            .execute("--jars=" + JARS, "--licence=../LICENSE", "--time=1700000000", "--out=" + out);
    assertThat(exit).isZero();
    try (Stream<Path> made = Files.list(out)) {
      Path archive =
          made.filter(each -> each.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
      installed = Installed.unpack(archive, work);
    }
  }

  @Test
  void itServesWithoutAJdkAndAgainAfterItWasStopped() throws Exception {
    Path data = work.resolve("data");
    Map<String, String> before = files();
    try (RunningImage server = RunningImage.start(installed, CACHE_OR_NOTHING, data)) {
      assertThat(ready(server)).isEqualTo(new Said(0, "ok\n"));
      kubectl(server, "create", "configmap", "kept", "--from-literal=a=b");
      assertThat(server.stop()).isZero();
    }
    try (RunningImage server = RunningImage.start(installed, CACHE_OR_NOTHING, data)) {
      assertThat(ready(server)).isEqualTo(new Said(0, "ok\n"));
      kubectl(server, "get", "configmap", "kept");
      assertThat(server.stop()).isZero();
    }
    assertThat(files()).as("nothing is written into the image").isEqualTo(before);
  }

  private static Said ready(RunningImage server) throws IOException, InterruptedException {
    return installed.say("", "ready", "--kubeconfig", server.kubeconfig());
  }

  private static void kubectl(RunningImage server, String... arguments)
      throws IOException, InterruptedException {
    Said version = Installed.run(work, List.of("sh", "-c", "kubectl version --client"));
    if (version.exit() != 0) {
      System.out.println("SKIPPED: there is no kubectl");
      return;
    }
    ProcessBuilder builder = new ProcessBuilder("kubectl", "--kubeconfig", server.kubeconfig());
    builder.command().addAll(List.of(arguments));
    assertThat(Installed.said(builder)).matches(said -> said.exit() == 0, "succeeds");
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(installed.prefix())) {
      for (Path each : all.toList()) {
        files.put(each.toString(), Files.size(each) + " at " + Files.getLastModifiedTime(each));
      }
    }
    return files;
  }

  @Test
  void itsCommandsAnswer() throws Exception {
    assertThat(installed.say("", "version").text()).startsWith("stopwater ").contains("Java 25");
    assertThat(installed.say("", "help").text()).contains("serve", "kubeconfig", "profile");
    assertThat(installed.say("").text()).contains("Usage: stopwater");
    assertThat(installed.say("", "nonsense").exit()).isEqualTo(2);
  }

  @Test
  void classesThatACacheRefusesOtherwiseComeFromTheCache() throws Exception {
    String loaded = installed.say(CACHE_OR_NOTHING + " -Xlog:class+load", "version").text();
    assertThat(loaded).contains("picocli.CommandLine source: shared objects file");
    assertThat(loaded.lines().filter(each -> each.contains("picocli.")))
        .filteredOn(each -> !each.contains("shared objects file"))
        .as("few of the library's are not part of a start")
        .hasSizeLessThan(20);
  }

  @Test
  void aCacheThatIsRefusedIsHarmless() throws Exception {
    Path damaged = Files.writeString(work.resolve("damaged.aot"), "no cache at all");
    Said said = installed.say("-XX:AOTCache=" + damaged, "version");
    assertThat(said.exit()).isZero();
    assertThat(said.text()).startsWith("stopwater ").hasLineCount(1);
  }

  @Test
  void bashCompletesItsCommandsAndOptions() throws Exception {
    assumeTrue(Installed.run(work, List.of("sh", "-c", "command -v bash")).exit() == 0, "no bash");
    String script =
        """
        . "$0" || exit 1
        complete -p stopwater
        # outside of a completion there is no compopt
        compopt() { :; }
        ask() {
          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; _complete_stopwater; echo "${COMPREPLY[@]}"
        }
        ask stopwater ser
        ask stopwater serve --secure
        """;
    Said said =
        Installed.run(
            work, List.of("bash", "-c", script, installed.layout().completion().toString()));
    assertThat(said.text()).contains("\nserve\n", "\n--secure-port\n");
    assertThat(said.exit()).isZero();
  }

  @Test
  void theManualPageIsRenderedWithoutAWarning() throws Exception {
    assumeTrue(Installed.run(work, List.of("sh", "-c", "command -v man")).exit() == 0, "no man");
    ProcessBuilder man =
        new ProcessBuilder(
            "man", "--warnings=w", "-E", "utf8", "-l", installed.layout().manual().toString());
    man.environment().put("MANWIDTH", "120");
    Said said = Installed.said(man);
    assertThat(said.exit()).isZero();
    assertThat(said.text())
        .contains("stopwater serve", "--secure-port PORT", "STOPWATER_JAVA_OPTS")
        .doesNotContain("warning:");
  }

  @Test
  void everyLibraryIsListedAndItsTermsAreThere() throws IOException {
    Path documents = installed.layout().documents();
    List<String> list = Files.readAllLines(documents.resolve("THIRD-PARTY.txt"));
    try (Stream<Path> jars = Files.list(installed.layout().jars())) {
      List<String> foreign =
          jars.map(each -> String.valueOf(each.getFileName()).replace(".jar", ""))
              .filter(each -> !each.startsWith("stopwater-"))
              .toList();
      assertThat(foreign).hasSizeGreaterThan(20).allSatisfy(each -> termsOf(each, list, documents));
    }
    assertThat(documents.resolve("LICENSE")).content().contains("Apache License");
    assertThat(installed.layout().runtime().resolve("legal/java.base/LICENSE")).exists();
  }

  private static void termsOf(String library, List<String> list, Path documents) {
    String coordinates = library.replaceFirst("-(\\d[^-]*)$", ":$1");
    assertThat(list)
        .filteredOn(each -> each.contains(":" + coordinates + " "))
        .singleElement()
        .matches(
            each -> each.contains("Apache") || Files.isDirectory(documents.resolve(library)),
            "is under the Apache licence, or brings its own");
  }
}
