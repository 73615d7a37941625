package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Handlers without number and of any depth make profiles neither endless nor large.
/// `-Dcrowd.threads=50000` is the long form, and takes 4 GB.
class DeepCrowdTest {

  @Test
  void aCrowdOfDeepThreadsIsShownWithinTheBounds() throws Exception {
    int threads = Integer.getInteger("crowd.threads", 300);
    int heap = 160 + threads / 16;
    ChildProgram crowd =
        ChildProgram.run(DeepCrowd.class, "-Xmx" + heap + "m", Integer.toString(threads));
    System.out.println(crowd.printed());
    assertThat(crowd.code()).as(crowd.printed()).isZero();
    assertThat(crowd.printed()).contains("served after all").doesNotContain("Exception", "Error");
    assertThat(number("goroutine: total (\\d+)", crowd)).isGreaterThanOrEqualTo(threads);
    assertThat(number("goroutine: .*samples (\\d+)", crowd))
        .isLessThan(Profile.MOST_FRAMES / Profile.DEEPEST + 200);
    assertThat(number("goroutine: .*bytes (\\d+)", crowd)).isLessThan(4 << 20);
    long most = ((long) heap << 20) / 32 + (1 << 20);
    assertThat(number("goroutine.debug=1: characters (\\d+)", crowd)).isLessThan(most);
    assertThat(number("goroutine.debug=2: characters (\\d+)", crowd)).isLessThan(most);
    assertThat(crowd.printed()).containsPattern("debug=2: .* at the end: \\.\\.\\. and \\d+ ");
  }

  private static long number(String pattern, ChildProgram program) {
    Matcher found = Pattern.compile(pattern).matcher(program.printed());
    assertThat(found.find()).as(pattern + " in " + program.printed()).isTrue();
    return Long.parseLong(found.group(1));
  }
}
