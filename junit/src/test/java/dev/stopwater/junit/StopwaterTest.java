package dev.stopwater.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stopwater.noleaks.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/// The extension, in runs of JUnit within this one; each run starts its servers and stops them.
@NoLeaks(except = "ForkJoinPool")
class StopwaterTest {

  static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
  static final Map<String, Path> FILES = new ConcurrentHashMap<>();
  static final CyclicBarrier BOTH = new CyclicBarrier(2);

  @BeforeEach
  void nothingWasSeen() {
    SEEN.clear();
    FILES.clear();
    BOTH.reset();
  }

  private static Events run(Map<String, String> settings, Class<?>... classes) {
    EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
    for (Class<?> each : classes) {
      kit.selectors(selectClass(each));
    }
    settings.forEach(kit::configurationParameter);
    return kit.execute().allEvents();
  }

  private static void allSucceed(int count, Events events) {
    events
        .assertThatEvents()
        .allSatisfy(event ->
            assertThat(
                    event
                        .getPayload(TestExecutionResult.class)
                        .flatMap(TestExecutionResult::getThrowable))
                .isEmpty());
    assertThat(events.succeeded().filter(event -> event.getTestDescriptor().isTest()))
        .hasSize(count);
  }

  @Stopwater
  static class Plain {

    private final Cluster given;

    Plain(Cluster given) {
      this.given = given;
    }

    @BeforeAll
    static void forAll(Cluster cluster) throws Exception {
      assertThat(cluster.namespace()).isEqualTo("default");
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.make("for-all")).isEqualTo(201);
      }
    }

    @BeforeEach
    void forEach(Cluster cluster) {
      assertThat(cluster).isSameAs(given);
    }

    @Test
    void isGivenItsOwnEmptyNamespace(Cluster cluster) throws Exception {
      leavesSomething(cluster);
    }

    @Test
    void isGivenAnotherOne(Cluster cluster) throws Exception {
      leavesSomething(cluster);
    }

    private void leavesSomething(Cluster cluster) throws Exception {
      assertThat(cluster).isSameAs(given);
      assertThat(cluster.namespace()).startsWith("is-given-");
      SEEN.add(cluster.url());
      FILES.put(cluster.namespace(), cluster.kubeconfigFile());
      assertThat(Files.readString(cluster.kubeconfigFile()))
          .isEqualTo(cluster.kubeconfig())
          .contains(cluster.url(), "namespace: " + cluster.namespace());
      try (Caller caller = new Caller(cluster)) {
        String everywhere = caller.ask("/api/v1/configmaps").body();
        assertThat(everywhere).contains("\"for-all\"").doesNotContain("mine", "not-there-later");
        assertThat(caller.make("mine")).isEqualTo(201);
        assertThat(caller.make("default", "not-there-later")).isEqualTo(201);
        assertThat(caller.delete(Caller.configMaps("default") + "/for-all")).isEqualTo(200);
        assertThat(caller.delete("/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical"))
            .as("what came with the cluster")
            .isIn(200, 403);
      }
    }
  }

  @Test
  void eachTestFindsWhatBeforeAllMadeAndNothingElse() {
    allSucceed(2, run(Map.of(), Plain.class));
    assertThat(SEEN).hasSize(2);
    assertThat(Set.copyOf(SEEN)).as("one server").hasSize(1);
    assertThat(FILES).hasSize(2);
    assertThat(FILES.values()).allSatisfy(file -> assertThat(file).doesNotExist());
  }

  @Stopwater
  static class LeavesMuch {
    @Test
    void leaves(Cluster cluster) throws Exception {
      SEEN.add(cluster.url());
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.make("default", "left")).isEqualTo(201);
        SEEN.add(Long.toString(caller.revision()));
      }
    }
  }

  @Stopwater
  static class ComesLater {
    @Test
    void findsNothing(Cluster cluster) throws Exception {
      SEEN.add(cluster.url());
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.ask("/api/v1/configmaps").body()).doesNotContain("\"left\"");
        SEEN.add(Long.toString(caller.revision()));
      }
    }
  }

  @Test
  void theNextClassHasTheSameServerAsItWasAtFirstAndVersionsGrow() {
    allSucceed(2, run(Map.of(), LeavesMuch.class, ComesLater.class));
    assertThat(SEEN).hasSize(4);
    assertThat(SEEN.get(2)).isEqualTo(SEEN.get(0));
    assertThat(Long.parseLong(SEEN.get(3))).isGreaterThan(Long.parseLong(SEEN.get(1)));
  }

  @Stopwater(reset = Reset.NEVER)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Story {
    @Test
    @Order(1)
    void begins(Cluster cluster) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.make("default", "hero")).isEqualTo(201);
      }
    }

    @Test
    @Order(2)
    void goesOn(Cluster cluster) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.status(Caller.configMaps("default") + "/hero")).isEqualTo(200);
        assertThat(caller.ask("/api/v1/namespaces").body())
            .contains("begins-1", cluster.namespace());
      }
    }
  }

  @Test
  void testsThatBuildOnEachOtherKeepWhatIsThere() {
    allSucceed(2, run(Map.of(), Story.class));
  }

  @Stopwater
  static class Outer {

    @BeforeAll
    static void outer(Cluster cluster) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        caller.make("outer");
      }
    }

    private static void sees(Cluster cluster, String... names) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.ask(Caller.configMaps("default")).body().split("\"name\":\"", -1))
            .as("of all of them")
            .hasSize(names.length + 1);
        for (String name : names) {
          assertThat(caller.status(Caller.configMaps("default") + "/" + name)).isEqualTo(200);
        }
        caller.make("default", "left-by-" + cluster.namespace());
      }
    }

    @Nested
    class First {
      @BeforeAll
      static void first(Cluster cluster) throws Exception {
        try (Caller caller = new Caller(cluster)) {
          caller.make("first");
        }
      }

      @Test
      void seesBoth(Cluster cluster) throws Exception {
        sees(cluster, "outer", "first");
      }

      @Test
      void seesBothAgain(Cluster cluster) throws Exception {
        sees(cluster, "outer", "first");
      }
    }

    @Nested
    class Second {
      @Test
      void seesTheOuter(Cluster cluster) throws Exception {
        sees(cluster, "outer");
      }
    }
  }

  @Test
  void nestedClassesFindWhatTheClassesAroundThemMade() {
    allSucceed(3, run(Map.of(), Outer.class));
  }

  @Stopwater
  static class Here {
    @Test
    void meets(Cluster cluster) throws Exception {
      SEEN.add(cluster.url());
      BOTH.await(60, TimeUnit.SECONDS);
    }

    @Test
    void isAloneInItsClass(Cluster cluster) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.ask("/api/v1/namespaces").body()).doesNotContain("\"meets-");
      }
    }
  }

  @Stopwater
  static class There {
    @Test
    void meets(Cluster cluster) throws Exception {
      SEEN.add(cluster.url());
      BOTH.await(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void classesThatRunAtTheSameTimeHaveAServerEach() {
    Map<String, String> parallel =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    allSucceed(3, run(parallel, Here.class, There.class));
    assertThat(Set.copyOf(SEEN)).hasSize(2);
  }

  @Stopwater
  static class Failing {
    @Test
    void fails(Cluster cluster) throws Exception {
      try (Caller caller = new Caller(cluster)) {
        assertThat(caller.status("/api/v1/namespaces/nowhere")).isEqualTo(200);
      }
    }
  }

  @Test
  void aTestThatFailsIsToldWhatTheServerWasAsked() {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(run(Map.of(), Failing.class).failed().count()).isEqualTo(1);
    } finally {
      System.setErr(usual);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("What the API server logged during fails", "/api/v1/namespaces/nowhere", "404");
  }
}
