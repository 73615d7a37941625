package dev.stopwater.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.flowcontrol.queue.LevelView;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.noleaks.NoLeaks;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.builtin.BuiltinRules;
import dev.stopwater.resources.builtin.services.AddressRange;
import dev.stopwater.resources.builtin.services.ServiceReservations;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.store.memory.MemoryStore;
import dev.stopwater.telemetry.FlowMetrics;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.WatchCacheSettings;
import dev.stopwater.watchcache.WatchCaches;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How flow control follows its objects, and how those that every server has are kept. What is
/// expected of each edit was asked of kube-apiserver 1.36.3.
@NoLeaks(except = "prometheus-metrics-scheduler")
class FlowControllerTest {

  private static final String AUTO_UPDATE = "apf.kubernetes.io/autoupdate-spec";
  private static final Duration UPKEEP = Duration.ofSeconds(5);

  private final MemoryStore store = new MemoryStore();
  private final WatchCaches caches = WatchCaches.over(store, WatchCacheSettings.defaults());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final FlowControl flows =
      new FlowControl(600, () -> 0, new FlowMetrics(new PrometheusRegistry(), () -> 0));
  private ResourceStore schemas;
  private ResourceStore levels;
  private FlowController controller;

  @BeforeEach
  void begin() throws Exception {
    Catalog catalog = Catalog.builtin();
    BuiltinRules rules = new BuiltinRules(() -> now);
    Resources resources =
        new Resources(
            new Resources.Parts(
                catalog,
                store,
                caches,
                rules,
                new ServiceReservations(
                    new AddressRange("10.0.0.0/24"),
                    new Random(1),
                    new AddressObjects(() -> Objects.requireNonNull(schemas))),
                () -> now,
                "/registry",
                BuiltinRules::attributes));
    Definition schema = definition(catalog, "flowschemas");
    Definition level = definition(catalog, "prioritylevelconfigurations");
    schemas = resources.of(schema);
    levels = resources.of(level);
    caches.start();
    Bootstrap bootstrap = new Bootstrap(catalog, resources, rules);
    controller =
        new FlowController(
            flows, schemas, levels, bootstrap.shipped(schema), bootstrap.shipped(level), () -> now);
    controller.turn();
  }

  @AfterEach
  void end() {
    caches.close();
    store.close();
  }

  private static Definition definition(Catalog catalog, String resource) {
    return Objects.requireNonNull(catalog.find("flowcontrol.apiserver.k8s.io", "v1", resource));
  }

  // Steps

  private void later(Duration passed) throws Exception {
    now = now.plus(passed);
    controller.turn();
  }

  private static MapValue find(ResourceStore kind, String name) {
    return ResourceStore.tree(kind.require("", name));
  }

  private static MapValue spec(ResourceStore kind, String name) {
    return find(kind, name).mapOrEmpty("spec");
  }

  private static MapValue annotations(MapValue object) {
    return object.mapOrPut("metadata").mapOrPut("annotations");
  }

  interface Change {
    void to(MapValue object);
  }

  private static void edit(ResourceStore kind, String name, Change change) throws Exception {
    kind.update(
        "",
        name,
        item -> {
          MapValue object = ResourceStore.tree(item);
          change.to(object);
          return object;
        },
        Write.OWN);
  }

  private static void precedence(MapValue schema, int precedence) {
    schema.mapOrPut("spec").put("matchingPrecedence", precedence);
  }

  private static void delete(ResourceStore kind, String name) throws Exception {
    kind.delete("", name, Deletion.DEFAULT, Write.OWN);
  }

  private static List<String> names(ResourceStore kind) {
    List<String> names = new ArrayList<>();
    kind.cache()
        .snapshot()
        .items("", "")
        .forEachRemaining((Item item) -> names.add(item.attributes().name()));
    return names;
  }

  private List<String> served() {
    return flows.levels().stream().map(LevelView::name).toList();
  }

  private int seats(String level) {
    return flows.levels().stream()
        .filter(each -> each.name().equals(level))
        .findFirst()
        .orElseThrow()
        .counts()
        .limit();
  }

  // What every server has

  @Test
  void theFirstTurnMakesWhatEveryServerHas() {
    assertThat(names(levels))
        .containsExactlyInAnyOrder(
            "catch-all",
            "exempt",
            "global-default",
            "leader-election",
            "node-high",
            "system",
            "workload-high",
            "workload-low");
    assertThat(names(schemas))
        .contains("catch-all", "exempt", "global-default", "probes", "service-accounts")
        .hasSize(11);
    for (String name : names(schemas)) {
      assertThat(annotations(find(schemas, name)).text(AUTO_UPDATE, "")).isEqualTo("true");
    }
  }

  @Test
  void theMandatoryLevelsAreServedBeforeTheirObjectsAreStored() {
    assertThat(served()).contains("exempt", "catch-all");
  }

  @ParameterizedTest
  @CsvSource({"true", "false", "''"})
  void whatIsMandatoryIsKeptWhateverItsAnnotationSays(String annotation) throws Exception {
    MapValue shipped = find(levels, "catch-all");
    edit(levels, "catch-all", level -> annotations(level).put(AUTO_UPDATE, annotation));
    later(UPKEEP);
    assertThat(annotations(find(levels, "catch-all")).text(AUTO_UPDATE, "")).isEqualTo("true");

    // an edit of the spec is refused at the door; one that a server of before has let in is undone
    MapValue edited = find(levels, "catch-all");
    edited.mapOrPut("spec").mapOrPut("limited").put("nominalConcurrencyShares", 77);
    annotations(edited).put(AUTO_UPDATE, annotation);
    MapValue wanted = FlowDefaults.wanted(edited, shipped);
    assertThat(wanted.mapOrEmpty("spec")).isEqualTo(shipped.mapOrEmpty("spec"));
  }

  @ParameterizedTest
  @CsvSource({"exempt", "catch-all"})
  void whatIsMandatoryIsMadeAgainAndServedMeanwhile(String name) throws Exception {
    delete(schemas, name);
    delete(levels, name);
    later(Duration.ofMillis(250));
    assertThat(served()).contains(name);
    later(UPKEEP);
    assertThat(names(levels)).contains(name);
    assertThat(names(schemas)).contains(name);
  }

  @Test
  void howManySeatsTheExemptLevelLendsIsForPeopleToSay() throws Exception {
    edit(
        levels,
        "exempt",
        level -> level.mapOrPut("spec").mapOrPut("exempt").put("nominalConcurrencyShares", 7));
    later(UPKEEP);
    assertThat(spec(levels, "exempt").mapOrEmpty("exempt").integer("nominalConcurrencyShares", 0))
        .isEqualTo(7);
  }

  @Test
  void whatIsSuggestedIsMadeAgain() throws Exception {
    delete(schemas, "service-accounts");
    later(UPKEEP);
    assertThat(names(schemas)).contains("service-accounts");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 9000, true", // restored
    "false, 8999, false", // left alone
    "'', 8999, false", // somebody has changed it: so it is theirs
    "nonsense, 8999, false"
  })
  void whatIsSuggestedIsRestoredIfItsAnnotationSaysSo(
      String annotation, int precedence, String afterwards) throws Exception {
    edit(
        schemas,
        "service-accounts",
        schema -> {
          precedence(schema, 8_999);
          if (annotation.isEmpty()) {
            annotations(schema).remove(AUTO_UPDATE);
          } else {
            annotations(schema).put(AUTO_UPDATE, annotation);
          }
        });
    later(UPKEEP);
    assertThat(spec(schemas, "service-accounts").integer("matchingPrecedence", 0))
        .isEqualTo(precedence);
    assertThat(annotations(find(schemas, "service-accounts")).text(AUTO_UPDATE, ""))
        .isEqualTo(afterwards);
  }

  @Test
  void anUnchangedOneThatLostItsAnnotationGetsItBack() throws Exception {
    edit(schemas, "probes", schema -> annotations(schema).remove(AUTO_UPDATE));
    later(UPKEEP);
    assertThat(annotations(find(schemas, "probes")).text(AUTO_UPDATE, "")).isEqualTo("true");
  }

  @Test
  void oneThatAnEarlierServerMadeAndThisOneDoesNotKnowIsTakenAway() throws Exception {
    schemas.create(schema("stray", "nowhere", "true"), Write.OWN);
    schemas.create(schema("own", "nowhere", ""), Write.OWN);
    later(UPKEEP);
    assertThat(names(schemas)).contains("own").doesNotContain("stray");
  }

  @Test
  void anEditIsServedWithTheNextTurn() throws Exception {
    later(Duration.ofMillis(250));
    int before = seats("workload-low");
    edit(
        levels,
        "workload-low",
        level -> {
          level.mapOrPut("spec").mapOrPut("limited").put("nominalConcurrencyShares", 400);
          level.mapOrPut("spec").mapOrPut("limited").put("lendablePercent", 0);
          annotations(level).put(AUTO_UPDATE, "false");
        });
    later(Duration.ofMillis(250));
    assertThat(seats("workload-low")).isGreaterThan(before);
  }

  // Dangling

  private static MapValue schema(String name, String level, String annotation) {
    MapValue metadata = MapValue.of("name", name);
    if (!annotation.isEmpty()) {
      metadata.put("annotations", MapValue.of(AUTO_UPDATE, annotation));
    }
    return MapValue.of(
        "apiVersion",
        "flowcontrol.apiserver.k8s.io/v1",
        "kind",
        "FlowSchema",
        "metadata",
        metadata,
        "spec",
        MapValue.of(
            "priorityLevelConfiguration", MapValue.of("name", level), "matchingPrecedence", 4_000));
  }

  private MapValue dangling(String name) {
    return find(schemas, name).mapOrEmpty("status").listOrEmpty("conditions").maps().stream()
        .filter(each -> each.text("type", "").equals("Dangling"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSchemaIsToldWhetherItsLevelIsThereAndSinceWhen() throws Exception {
    schemas.create(schema("mine", "my-level", ""), Write.OWN);
    Instant lost = now.plusSeconds(1);
    later(Duration.ofSeconds(1));
    assertThat(dangling("mine"))
        .isEqualTo(
            condition(
                "True",
                "NotFound",
                "This FlowSchema references the PriorityLevelConfiguration object named \"my-level\" but there is no such object",
                lost));
    later(UPKEEP);
    assertThat(dangling("mine").text("lastTransitionTime", "")).isEqualTo(lost.toString());

    MapValue level = find(levels, "workload-low");
    level.put("metadata", MapValue.of("name", "my-level"));
    levels.create(level, Write.OWN);
    Instant found = now.plusSeconds(1);
    later(Duration.ofSeconds(1));
    assertThat(dangling("mine"))
        .isEqualTo(
            condition(
                "False",
                "Found",
                "This FlowSchema references the PriorityLevelConfiguration object named \"my-level\" and it exists",
                found));
    assertThat(served()).contains("my-level");
  }

  private static MapValue condition(String status, String reason, String message, Instant since) {
    return MapValue.of("type", "Dangling", "status", status, "reason", reason, "message", message)
        .put("lastTransitionTime", since.toString());
  }
}
