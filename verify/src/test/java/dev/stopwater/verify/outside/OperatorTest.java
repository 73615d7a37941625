package dev.stopwater.verify.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator of `docs/examples`, built outside the tree with the artefacts of this build and
/// Maven offline: its tests pass, and one that expects what is not so fails.
class OperatorTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXAMPLE = ROOT.resolve("docs/examples/operator-test");
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private static final Path OTHERS =
      Path.of(
          System.getProperty(
              "localRepository", System.getProperty("user.home") + "/.m2/repository"));

  @TempDir Path home;

  @Test
  void passesItsTestsAndFailsAWrongOne() throws Exception {
    Path project = home.resolve("project");
    copy(EXAMPLE, project);
    Path tests = project.resolve("src/test/java/example");
    Files.writeString(
        tests.resolve("WrongTest.java"),
        Files.readString(tests.resolve("GreeterTest.java"))
            .replace("class GreeterTest", "class WrongTest")
            .replace(
                "isGreeted(\"ada\", \"Hello, Augusta!\");",
                "isGreeted(\"ada\", \"Hello, Augusta!\");"
                    + "assertThat(client.configMaps().withName(\"ada-greeting\").get().getData())"
                    + ".containsEntry(\"text\", \"Goodbye, Augusta!\");"));
    Path pom = project.resolve("pom.xml");
    Files.writeString(pom, pinned(Files.readString(pom)));
    Repository.of(ROOT, home.resolve("repository"), VERSION);

    String said = maven(project);

    Path reports = project.resolve("target/surefire-reports");
    assertThat(reports).as(said).isDirectory();
    assertThat(reports.resolve("example.GreeterTest.txt"))
        .content()
        .contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(reports.resolve("example.OfficialClientTest.txt"))
        .content()
        .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(reports.resolve("example.WrongTest.txt"))
        .content()
        .contains("whoChangesTheirNameIsGreetedAnew", "Goodbye, Augusta!", "Hello, Augusta!");
    assertThat(said).contains("BUILD FAILURE");
  }

  /// With the versions of others' artefacts that this build uses, so that all are there: outside,
  /// the nearest of several would win, and not be.
  private static String pinned(String pom) {
    StringBuilder pins = new StringBuilder();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(each).startsWith(OTHERS) && each.endsWith(".jar")) {
        Path version = Path.of(each).getParent();
        Path artifact = version.getParent();
        pins.append(
            """
            <dependency>
              <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
            </dependency>
            """
                .formatted(
                    OTHERS.relativize(artifact.getParent()).toString().replace(File.separator, "."),
                    artifact.getFileName(),
                    version.getFileName()));
      }
    }
    return pom.replaceFirst("<dependencies>", "<dependencies>" + pins);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(each -> !each.startsWith(from.resolve("target"))).toList()) {
        Path there = to.resolve(from.relativize(each).toString());
        Files.createDirectories(there.getParent());
        Files.copy(each, there);
      }
    }
  }

  /// What Maven said, which has our artefacts from the test's repository, and all others from where
  /// they were for this build.
  private String maven(Path project) throws Exception {
    Path out = home.resolve("maven.log");
    ProcessBuilder maven =
        new ProcessBuilder(
                List.of(
                    ROOT.resolve("mvnw").toString(),
                    "-B",
                    "-o",
                    "-f",
                    project.toString(),
                    "-Dmaven.repo.local=" + home.resolve("repository"),
                    "-Dmaven.repo.local.tail=" + OTHERS,
                    "test"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    maven.environment().put("MAVEN_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    Process running = maven.start();
    try {
      assertThat(running.waitFor(10, TimeUnit.MINUTES)).as("Maven ends").isTrue();
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
