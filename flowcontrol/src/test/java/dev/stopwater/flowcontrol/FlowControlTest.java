package dev.stopwater.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopwater.flowcontrol.classify.FlowHash;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.flowcontrol.estimate.ListShape;
import dev.stopwater.flowcontrol.estimate.WorkEstimator;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.Seat;
import dev.stopwater.flowcontrol.queue.Work;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.telemetry.FlowMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowControlTest {

  private static final int SEEDS = Integer.getInteger("flow.seeds", 2000);

  private long now;
  private final FlowControl flows =
      new FlowControl(600, () -> now, new FlowMetrics(new PrometheusRegistry(), () -> now));

  private static MapValue json(String text) {
    return (MapValue) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static MapValue level(String name, int shares, int lendable, String response) {
    return json(
        ("{'metadata':{'name':'%s','uid':'u-%s'},'spec':{'type':'Limited','limited':{"
                + "'nominalConcurrencyShares':%d,'lendablePercent':%d,'limitResponse':%s}}}")
            .formatted(name, name, shares, lendable, response));
  }

  private static String queues(int queues, int hand) {
    return "{'type':'Queue','queuing':{'queues':%d,'handSize':%d,'queueLengthLimit':50}}"
        .formatted(queues, hand);
  }

  private static final String REJECT = "{'type':'Reject'}";

  private static List<MapValue> bootstrapLevels() {
    return List.of(
        json(
            "{'metadata':{'name':'exempt'},'spec':{'type':'Exempt','exempt':{"
                + "'nominalConcurrencyShares':0,'lendablePercent':0}}}"),
        level("system", 30, 33, queues(64, 6)),
        level("node-high", 40, 25, queues(64, 6)),
        level("leader-election", 10, 0, queues(16, 4)),
        level("workload-high", 40, 50, queues(128, 6)),
        level("workload-low", 100, 90, queues(128, 6)),
        level("global-default", 20, 50, queues(128, 6)),
        level("catch-all", 5, 0, REJECT));
  }

  private static MapValue schema(String name, int precedence, String level, String rule) {
    return json(
        ("{'metadata':{'name':'%s','uid':'s-%s'},'spec':{'matchingPrecedence':%d,"
                + "'priorityLevelConfiguration':{'name':'%s'},'distinguisherMethod':{'type':'ByUser'},"
                + "'rules':[%s]}}")
            .formatted(name, name, precedence, level, rule));
  }

  private static String everything(String subject) {
    return ("{'subjects':[%s],'resourceRules':[{'verbs':['*'],'apiGroups':['*'],"
            + "'resources':['*'],'clusterScope':true,'namespaces':['*']}],'nonResourceRules':"
            + "[{'verbs':['*'],'nonResourceURLs':['*']}]}")
        .formatted(subject);
  }

  private static String user(String name) {
    return "{'kind':'User','user':{'name':'%s'}}".formatted(name);
  }

  private static String group(String name) {
    return "{'kind':'Group','group':{'name':'%s'}}".formatted(name);
  }

  private static String account(String namespace, String name) {
    return "{'kind':'ServiceAccount','serviceAccount':{'namespace':'%s','name':'%s'}}"
        .formatted(namespace, name);
  }

  private static RequestDigest pods(String user, String... groups) {
    return new RequestDigest(
        user, List.of(groups), true, "get", "", "", "v1", "pods", "status", "ns", "a");
  }

  private static RequestDigest path(String path) {
    return new RequestDigest("u", List.of("g"), false, "get", path, "", "", "", "", "", "");
  }

  private Map<String, Integer> limits() {
    return flows.levels().stream()
        .collect(Collectors.toMap(each -> each.name(), each -> each.counts().limit()));
  }

  // Shares

  @Test
  void theLevelsOfAFreshServerSettleWhereUpstreamsDo() {
    flows.configure(List.of(), bootstrapLevels());
    now += 10_000_000_000L;
    flows.adjust();
    // as read from kube-apiserver 1.36.3 when nothing but two exempt requests had been seen
    Map<String, Integer> limits = limits();
    assertThat(limits.get("leader-election")).isBetween(57, 60);
    assertThat(limits.get("node-high")).isBetween(168, 172);
    assertThat(limits.get("catch-all")).isBetween(30, 31);
    assertThat(limits.values().stream().mapToInt(each -> each).sum()).isBetween(597, 603);
  }

  @Test
  void aLevelInDemandBorrowsWhatOthersLendAndGetsItsOwnBack() {
    MapValue lender = level("lender", 50, 80, queues(8, 2));
    MapValue borrower = level("borrower", 50, 0, queues(8, 2));
    flows.configure(
        List.of(
            schema("lends", 1, "lender", everything(user("l"))),
            schema("borrows", 2, "borrower", everything(user("b")))),
        List.of(lender, borrower));
    List<Seat> borrowed = flood("b", 900);
    pass();
    assertThat(limits().get("borrower")).isGreaterThan(480);
    assertThat(limits().get("lender")).isBetween(60, 120);
    List<Seat> own = flood("l", 900);
    borrowed.forEach(Seat::release);
    for (int i = 0; i < 3; i++) {
      pass();
    }
    long wanted = own.stream().filter(seat -> seat.refusal() == null).count();
    assertThat(wanted).isGreaterThan(150);
    assertThat(limits().get("lender")).isGreaterThanOrEqualTo((int) Math.min(300, wanted));
    own.forEach(Seat::release);
  }

  private List<Seat> flood(String user, int count) {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RequestDigest request = pods(user);
      Flow flow = flows.classify(request);
      seats.add(flow.level().enter(flow, request, Work.ONE));
    }
    return seats;
  }

  private void pass() {
    now += 10_000_000_000L;
    flows.adjust();
  }

  @Test
  void allotmentsKeepToTheirBoundsAndSumUpForEverySeed() {
    System.out.println("seeds 1 to " + SEEDS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      Allotment.Wish[] wishes = new Allotment.Wish[1 + random.nextInt(8)];
      double least = 0;
      double most = 0;
      for (int i = 0; i < wishes.length; i++) {
        double low = random.nextInt(50);
        double high = low + random.nextInt(100);
        wishes[i] = new Allotment.Wish(low, high, random.nextInt(120));
        least += low;
        most += high;
      }
      double sum = least + random.nextDouble() * (most - least);
      Allotment allotment = Allotment.of(sum, wishes);
      double total = 0;
      for (int i = 0; i < wishes.length; i++) {
        double seats = allotment.seats()[i];
        total += seats;
        assertThat(seats).as("seed " + seed).isBetween(wishes[i].least(), wishes[i].most());
        if (seats > wishes[i].least() + 1e-6 && seats < wishes[i].most() - 1e-6) {
          assertThat(seats / wishes[i].target())
              .as("seed " + seed)
              .isCloseTo(allotment.fraction(), within(1e-6));
        }
      }
      assertThat(total).as("seed " + seed).isCloseTo(sum, within(1e-6));
    }
  }

  @Test
  void aNoisyLevelNeverMakesAnotherWaitForItsOwnSeats() {
    System.out.println("seeds 1 to " + SEEDS / 4);
    for (long seed = 1; seed <= SEEDS / 4; seed++) {
      isolated(seed);
    }
  }

  /// One level is flooded all the time; the other wants no more than it is never parted from.
  private static void isolated(long seed) {
    Random random = new Random(seed);
    long[] time = {0};
    FlowControl flows =
        new FlowControl(
            20, () -> time[0], new FlowMetrics(new PrometheusRegistry(), () -> time[0]));
    flows.configure(
        List.of(
            schema("quiet", 1, "quiet", everything(user("quiet"))),
            schema("noisy", 2, "noisy", everything(user("*")))),
        List.of(level("quiet", 10, 50, queues(16, 4)), level("noisy", 10, 50, queues(16, 4))));
    Deque<Seat> quiet = new ArrayDeque<>();
    Deque<Seat> noisy = new ArrayDeque<>();
    for (int step = 0; step < 200; step++) {
      time[0] += random.nextInt(400) * 1_000_000L;
      noisy.add(enter(flows, "noisy" + random.nextInt(9)));
      noisy.add(enter(flows, "noisy" + random.nextInt(9)));
      if (random.nextInt(3) == 0) {
        noisy.poll().release();
      }
      if (quiet.size() < 5 && random.nextBoolean()) {
        Seat seat = enter(flows, "quiet");
        assertThat(seat.granted()).as("seed " + seed).isTrue();
        quiet.add(seat);
      } else if (!quiet.isEmpty()) {
        quiet.poll().release();
      }
      if (step % 25 == 24) {
        flows.adjust();
      }
    }
  }

  private static Seat enter(FlowControl flows, String user) {
    RequestDigest request = pods(user);
    Flow flow = flows.classify(request);
    return flow.level().enter(flow, request, Work.ONE);
  }

  // Classification

  @Test
  void theFirstSchemaInOrderThatMatchesTakesARequest() {
    flows.configure(
        List.of(
            schema("b", 5, "system", everything(group("*"))),
            schema("a", 5, "system", everything(user("a"))),
            schema("accounts", 3, "system", everything(account("kube-system", "*"))),
            schema("last", 9, "catch-all", everything(user("*")))),
        bootstrapLevels());
    assertThat(flows.classify(pods("a", "g")).schema()).isEqualTo("a");
    assertThat(flows.classify(pods("other", "g")).schema()).isEqualTo("b");
    assertThat(flows.classify(pods("system:serviceaccount:kube-system:x", "g")).schema())
        .isEqualTo("accounts");
    assertThat(flows.classify(pods("a", "g")).schemaUid()).isEqualTo("s-a");
    assertThat(flows.classify(pods("a", "g")).levelUid()).isEqualTo("u-system");
  }

  @Test
  void aSchemaWhoseLevelIsMissingTakesNothing() {
    flows.configure(
        List.of(
            schema("dangling", 1, "nowhere", everything(user("*"))),
            schema("last", 9, "catch-all", everything(user("*")))),
        bootstrapLevels());
    assertThat(flows.classify(pods("a")).schema()).isEqualTo("last");
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, /healthz, true",
    "/healthz, /healthz/etcd, true",
    "/healthz/*, /healthz/etcd, true",
    "/healthz, /healthzz, false",
    "*, /anything, true",
    "/livez, /healthz, false",
  })
  void aPathIsTakenWithWhatIsBelowIt(String rule, String asked, boolean taken) {
    String rules =
        "{'subjects':[%s],'nonResourceRules':[{'verbs':['get'],'nonResourceURLs':['%s']}]}"
            .formatted(group("*"), rule);
    flows.configure(
        List.of(
            schema("path", 1, "system", rules),
            schema("last", 9, "catch-all", everything(user("*")))),
        bootstrapLevels());
    assertThat(flows.classify(path(asked)).schema()).isEqualTo(taken ? "path" : "last");
  }

  @ParameterizedTest
  @CsvSource({
    "pods, ns, false",
    "pods/status, ns, true",
    "*, ns, true",
    "pods/status, other, false",
  })
  void aSubresourceIsNamedByItself(String resource, String namespace, boolean taken) {
    String rules =
        ("{'subjects':[%s],'resourceRules':[{'verbs':['get'],'apiGroups':[''],"
                + "'resources':['%s'],'namespaces':['%s']}]}")
            .formatted(user("*"), resource, namespace);
    flows.configure(
        List.of(
            schema("rule", 1, "system", rules),
            schema("last", 9, "catch-all", everything(user("*")))),
        bootstrapLevels());
    assertThat(flows.classify(pods("a")).schema()).isEqualTo(taken ? "rule" : "last");
  }

  @Test
  void aLevelThatNoConfigurationNamesDrainsAndGoes() {
    MapValue last = schema("last", 9, "catch-all", everything(user("*")));
    flows.configure(
        List.of(schema("mine", 1, "mine", everything(user("a"))), last),
        List.of(level("mine", 30, 0, queues(4, 2)), level("catch-all", 5, 0, REJECT)));
    Seat seat = enter(flows, "a");
    flows.configure(List.of(last), List.of(level("catch-all", 5, 0, REJECT)));
    assertThat(limits()).containsKey("mine");
    assertThat(flows.classify(pods("a")).schema()).isEqualTo("last");
    seat.release();
    pass();
    assertThat(limits()).doesNotContainKey("mine");
  }

  @Test
  void aFlowsHashIsTheSameEachTimeAndAnotherForAnotherFlow() {
    FlowHash hash = new FlowHash("schema");
    assertThat(hash.of("a")).isEqualTo(hash.of("a")).isEqualTo(new FlowHash("schema").of("a"));
    assertThat(hash.of("a")).isNotEqualTo(hash.of("b"));
    assertThat(hash.of("a")).isNotEqualTo(new FlowHash("other").of("a"));
  }

  // Width

  @ParameterizedTest
  @CsvSource({
    "5,6,1",
    "10,6,1",
    "15,6,2",
    "20,6,3",
    "35,6,5",
    "100,6,15",
    "200,6,30",
    "10,1,2",
    "100,20,5"
  })
  void aRequestIsNoWiderThanItsLevelBears(int nominal, int hand, int most) {
    assertThat(LevelSpec.of(level("l", 1, 0, queues(64, hand))).widest(nominal)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1000, 0, false, false, true, 1",
    "1000, 1000, 0, false, false, true, 10",
    "1000000, 1000, 0, false, false, true, 10",
    "1000, 1000, 500, false, false, true, 5",
    "100000, 1000, 0, false, false, false, 100",
    "1000, 10000, 10, false, true, false, 50",
    "1000, 10000, 10, true, false, false, 1",
    "1, 0, 0, false, false, false, 15",
    "-1, 0, 0, false, false, true, 1",
  })
  void aListIsAsWideAsWhatItMoves(
      long objects,
      long bytes,
      long limit,
      boolean named,
      boolean selective,
      boolean cached,
      int seats) {
    ListShape shape = new ListShape(limit, named, selective, cached);
    assertThat(WorkEstimator.list(shape, objects, bytes, 100).seats()).isEqualTo(seats);
  }

  @Test
  void aWriteLeavesWorkBehindForThoseWhoWatch() {
    assertThat(WorkEstimator.write(9, 100)).isEqualTo(Work.ONE);
    assertThat(WorkEstimator.write(25, 100)).isEqualTo(new Work(1, 3, 5_000_000));
    assertThat(WorkEstimator.write(200, 100)).isEqualTo(new Work(1, 10, 10_000_000));
  }

  @Test
  void dumpsAreColumnsAsUpstreams() {
    flows.configure(
        List.of(schema("last", 9, "catch-all", everything(user("*")))), bootstrapLevels());
    enter(flows, "a");
    assertThat(LevelDump.levels(flows.levels()))
        .startsWith(
            "PriorityLevelName, ActiveQueues, IsIdle, IsQuiescing, WaitingRequests,"
                + " ExecutingRequests, DispatchedRequests, RejectedRequests, TimedoutRequests,"
                + " CancelledRequests\n"
                + "catch-all,         0,            false,  false,       0,              "
                + " 1,                 1,                  0,                0,                0\n");
  }
}
