package dev.stopwater.profiles.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.profiles.ChildProgram;
import org.junit.jupiter.api.Test;

/// Who asks for a profile when the heap is full is told so, and nobody else is hurt.
class FullHeapTest {

  @Test
  void aProfileThatFindsNoMemoryIsRefusedAndServedAgainWhenThereIsSome() throws Exception {
    ChildProgram program = ChildProgram.run(FullHeap.class, "-Xmx96m");
    System.out.println(program.printed());
    assertThat(program.code()).as(program.printed()).isZero();
    assertThat(program.printed()).contains("full: goroutine?debug=2 503");
    assertThat(program.printed().lines())
        .filteredOn(line -> line.startsWith("at first: ") || line.startsWith("again: "))
        .hasSize(28)
        .allMatch(line -> line.endsWith(" 200"));
    assertThat(program.printed().lines())
        .filteredOn(line -> line.startsWith("full: "))
        .hasSize(14)
        .allMatch(line -> line.endsWith(" 200") || line.endsWith(" 503"));
  }
}
