package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whoever scrapes profiles does not stop the threads that serve.
class PausesTest {

  private static final Pattern PAUSE = Pattern.compile("Safepoint \"(\\w+)\"");

  @Test
  void noProfileButTheHeapsStopsAllThreads() throws Exception {
    ChildProgram program = ChildProgram.run(Pauses.class, "-Xmx256m", "-Xmn64m", "-Xlog:safepoint");
    System.out.println(program.printed());
    assertThat(program.code()).isZero();
    List<String> parts = List.of(program.printed().split("(?m)^taking "));
    assertThat(parts).hasSizeGreaterThan(9);
    parts.forEach(part -> {
      if (part.startsWith("heap\n")) {
        assertThat(pauses(part)).contains("GC_HeapInspection"); // or nothing is seen here at all
      } else if (!part.startsWith("cpu\n")) {
        assertThat(pauses(part))
            .as(part)
            .doesNotContain("ThreadDump", "FindDeadlocks", "GC_HeapInspection", "SerialGCCollect");
      }
    });
  }

  private static Set<String> pauses(String log) {
    return PAUSE.matcher(log).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }
}
