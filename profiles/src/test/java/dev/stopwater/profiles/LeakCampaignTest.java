package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Generated programs in which some handlers hang for ever and others are only slow: each of the
/// former is proved leaked, and none of the latter. `-Dleak.seeds=10000` is the long form.
class LeakCampaignTest {

  @Test
  void whatHangsForEverIsProvedAndWhatIsSlowIsNot() throws Exception {
    String seeds = System.getProperty("leak.seeds", "120");
    String first = System.getProperty("leak.seed", Long.toString(System.nanoTime()));
    Process campaign =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LeakCampaign.class.getName(),
                seeds,
                first)
            .redirectErrorStream(true)
            .start();
    String printed = new String(campaign.getInputStream().readAllBytes());
    System.out.println(printed);
    assertThat(campaign.waitFor()).as(printed).isZero();
    assertThat(printed).contains("PRIVATE_QUEUE");
  }
}
