package dev.stopwater.store.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.Change;
import dev.stopwater.store.CompactedException;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Follower;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must keep. A store's test extends this class and says how one is opened.
public abstract class StoreContract {

  private static final int PLENTY = 1_000;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private Store store;

  /// A fresh store that keeps at least the last `history` writes, and not many more.
  protected abstract Store open(int history) throws Exception;

  /// The store after a restart, if it survives one; else the same.
  protected Store reopen(Store store) throws Exception {
    return store;
  }

  /// How many random histories are run; each has its own fresh store.
  protected int histories() {
    return 100;
  }

  @BeforeEach
  void openOne() throws Exception {
    store = open(PLENTY);
  }

  @AfterEach
  void closeIt() {
    store.close();
  }

  @Test
  void aFreshStoreIsAtRevisionOneAndItsFirstWriteIsTwo() throws Exception {
    assertThat(store.head()).isEqualTo(1);
    assertThat(store.compacted()).isZero();
    assertThat(store.history(0, 10)).isEmpty();
    assertThat(create("/a", "1")).isEqualTo(2);
    assertThat(store.head()).isEqualTo(2);
  }

  @Test
  void aCreationIsOutrunByTheEntryThatIsThere() throws Exception {
    long there = create("/a", "1");
    assertThat(shown(store.write(Change.create("/a", bytes("2")))))
        .isEqualTo("outrun by " + Shown.entry(new Entry("/a", there, there, bytes("1"))));
  }

  @Test
  void aReplacementOfAnOlderRevisionIsOutrun() throws Exception {
    long first = create("/a", "1");
    long second = committed(store.write(Change.replace("/a", first, bytes("2"))));
    assertThat(shown(store.write(Change.replace("/a", first, bytes("3")))))
        .isEqualTo("outrun by " + Shown.entry(new Entry("/a", first, second, bytes("2"))));
    assertThat(shown(store.write(Change.delete("/a", second + 7)))).startsWith("outrun by");
  }

  @Test
  void whoExpectsAKeyThatIsNotThereFindsItGone() throws Exception {
    assertThat(store.write(Change.replace("/a", 5, bytes("2")))).isEqualTo(new Outcome.Gone());
    long there = create("/a", "1");
    store.write(Change.delete("/a", there));
    assertThat(store.write(Change.delete("/a", there))).isEqualTo(new Outcome.Gone());
  }

  @Test
  void aLostRaceTakesNoRevision() throws Exception {
    create("/a", "1");
    store.write(Change.create("/a", bytes("2")));
    store.write(Change.replace("/b", 9, bytes("2")));
    assertThat(store.head()).isEqualTo(2);
    assertThat(create("/b", "1")).isEqualTo(3);
  }

  @Test
  void aDeletionTakesARevisionAndAKeyMadeAgainIsNew() throws Exception {
    long first = create("/a", "1");
    long deleted = committed(store.write(Change.delete("/a", first)));
    long again = create("/a", "2");
    assertThat(deleted).isEqualTo(first + 1);
    assertThat(again).isEqualTo(deleted + 1);
    assertThat(present()).containsExactly(Shown.entry(new Entry("/a", again, again, bytes("2"))));
    StoreEvent revival = store.history(deleted, 1).getFirst();
    assertThat(revival.previous()).isNull();
  }

  @Test
  void historyTellsWhatEachWriteFoundAndLeft() throws Exception {
    long first = create("/a", "1");
    long second = committed(store.write(Change.replace("/a", first, bytes("2"))));
    long third = committed(store.write(Change.delete("/a", second)));
    Entry one = new Entry("/a", first, first, bytes("1"));
    Entry two = new Entry("/a", first, second, bytes("2"));
    assertThat(store.history(0, 10).stream().map(Shown::event))
        .containsExactly(
            Shown.event(new StoreEvent("/a", first, null, bytes("1"))),
            Shown.event(new StoreEvent("/a", second, one, bytes("2"))),
            Shown.event(new StoreEvent("/a", third, two, null)));
    assertThat(store.history(first, 1).getFirst().revision()).isEqualTo(second);
    assertThat(store.history(third, 10)).isEmpty();
    assertThat(store.history(third + 100, 10)).isEmpty();
  }

  @Test
  void aWriterIsAnsweredAfterEveryFollowerSawItsWrite() throws Exception {
    Log early = followed();
    Log late = followed();
    Crowd.of(
        20,
        i ->
            () -> {
              long revision = create("/k/" + i, "v");
              assertThat(early.saw(revision)).isTrue();
              assertThat(late.saw(revision)).isTrue();
              assertThat(store.head()).isGreaterThanOrEqualTo(revision);
              return revision;
            });
  }

  @Test
  void followersSeeEveryWriteOnceInTheOrderOfRevisions() throws Exception {
    Log log = followed();
    Crowd.of(
        16,
        i ->
            () -> {
              for (int n = 0; n < 10; n++) {
                long made = create("/k/" + i + "/" + n, "v");
                store.write(Change.delete("/k/" + i + "/" + n, made));
              }
              return i;
            });
    assertThat(log.revisions()).isEqualTo(LongStream.rangeClosed(2, 321).boxed().toList());
    assertThat(log.shown()).isEqualTo(store.history(0, PLENTY).stream().map(Shown::event).toList());
  }

  @Test
  void whoFollowsInTheMiddleOfWritesMissesNoneAndGetsNoneTwice() throws Exception {
    List<List<Long>> seen =
        Crowd.of(
            16,
            i ->
                () -> {
                  List<Long> revisions = Collections.synchronizedList(new ArrayList<>());
                  for (int n = 0; n < 5; n++) {
                    create("/k/" + i + "/" + n, "v");
                  }
                  store.follow(
                      entry -> revisions.add(entry.revision()),
                      event -> revisions.add(event.revision()));
                  for (int n = 5; n < 10; n++) {
                    create("/k/" + i + "/" + n, "v");
                  }
                  return revisions;
                });
    List<Long> all = LongStream.rangeClosed(2, 161).boxed().toList();
    assertThat(seen).allSatisfy(one -> assertThat(one.stream().sorted()).isEqualTo(all));
  }

  @Test
  void ofManyWritersThatExpectTheSameRevisionExactlyOneWins() throws Exception {
    long expected = create("/a", "0");
    for (int round = 0; round < 10; round++) {
      long before = expected;
      List<Outcome> outcomes =
          Crowd.of(32, i -> () -> store.write(Change.replace("/a", before, bytes("by " + i))));
      long[] won =
          outcomes.stream()
              .filter(Outcome.Committed.class::isInstance)
              .mapToLong(StoreContract::committed)
              .toArray();
      assertThat(won).hasSize(1);
      expected = won[0];
      long winner = expected;
      assertThat(outcomes)
          .filteredOn(Outcome.Outrun.class::isInstance)
          .hasSize(31)
          .allSatisfy(
              lost -> assertThat(((Outcome.Outrun) lost).winner().revision()).isEqualTo(winner));
    }
    assertThat(store.head()).isEqualTo(12);
  }

  @Test
  void noIncrementIsLostWhenManyCountOnOneKey() throws Exception {
    create("/count", "0");
    Crowd.of(
        8,
        i ->
            () -> {
              for (int n = 0; n < 5; n++) {
                increment("/count");
              }
              return i;
            });
    StoreEvent last = store.history(store.head() - 1, 1).getFirst();
    assertThat(last.value()).isEqualTo(bytes("40"));
  }

  @Test
  void aFollowerThatThrowsHarmsNeitherWriterNorOtherFollowers() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
    try {
      IllegalStateException broken = new IllegalStateException("this follower is broken");
      Follower thrower =
          event -> {
            throw broken;
          };
      store.follow(entry -> {}, thrower);
      Log log = followed();
      List<Long> made = Crowd.of(1, i -> () -> create("/a", "1"));
      assertThat(log.revisions()).isEqualTo(made);
      assertThat(reported).containsExactly(broken);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void whoThrowsAtThePresentEntriesFollowsNothing() throws Exception {
    create("/a", "1");
    Log log = new Log();
    assertThatThrownBy(() ->
            store.follow(
                entry -> {
                  throw new IllegalStateException("no room for " + entry.key());
                },
                log))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room for /a");
    create("/b", "1");
    assertThat(log.revisions()).isEmpty();
  }

  @Test
  void compactionForgetsHistoryAndKeepsWhatIsPresent() throws Exception {
    long a = create("/a", "1");
    long b = create("/b", "1");
    long a2 = committed(store.write(Change.replace("/a", a, bytes("2"))));
    long gone = committed(store.write(Change.delete("/b", b)));
    List<String> before = present();
    store.compact(b);
    assertThat(store.compacted()).isEqualTo(b);
    assertThat(store.history(b, 10).stream().map(Shown::event))
        .containsExactly(
            Shown.event(new StoreEvent("/a", a2, new Entry("/a", a, a, bytes("1")), bytes("2"))),
            Shown.event(new StoreEvent("/b", gone, new Entry("/b", b, b, bytes("1")), null)));
    store.compact(gone);
    assertThat(present()).isEqualTo(before);
    assertThat(store.history(gone, 10)).isEmpty();
    assertThatThrownBy(() -> store.history(gone - 1, 10))
        .isInstanceOfSatisfying(
            CompactedException.class, e -> assertThat(e.compacted()).isEqualTo(gone));
    assertThat(create("/c", "1")).isEqualTo(gone + 1);
  }

  @Test
  void compactionStopsAtTheHeadAndNeverGoesBack() throws Exception {
    long last = create("/a", "1");
    store.compact(last + 50);
    assertThat(store.compacted()).isEqualTo(last);
    store.compact(1);
    assertThat(store.compacted()).isEqualTo(last);
    assertThat(create("/b", "1")).isEqualTo(last + 1);
    assertThat(store.history(last, 10)).hasSize(1);
  }

  @Test
  void historyIsBoundedByItself() throws Exception {
    try (Store small = open(8)) {
      long revision = committed(small.write(Change.create("/a", bytes("0"))));
      for (int i = 1; i < 200; i++) {
        revision = committed(small.write(Change.replace("/a", revision, bytes("" + i))));
      }
      assertThat(small.compacted()).isBetween(revision - 16, revision - 8);
      assertThat(small.history(small.compacted(), 200).getFirst().previous()).isNotNull();
    }
  }

  @Test
  void compactionForgetsNoMoreThanItWasAskedWhenHistoryIsJustFull() throws Exception {
    try (Store small = open(8)) {
      for (int i = 0; i < 8; i++) {
        small.write(Change.create("/k/" + i, bytes("1")));
      }
      small.compact(2);
      assertThat(small.history(2, 20).stream().map(StoreEvent::revision))
          .containsExactlyElementsOf(LongStream.rangeClosed(3, 9).boxed().toList());
    }
  }

  @Test
  void keysAreInTheOrderOfTheirBytesWhateverTheyContain() throws Exception {
    List<String> inOrder =
        List.of("\0", "/", "/a", "/a\0", "/a\0b", "/a/", "/aa", "/é", "/\uffff", "/\ud83d\ude80");
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));
    for (String key : shuffled) {
      create(key, key);
    }
    List<String> keys = new ArrayList<>();
    store.follow(
        entry -> {
          keys.add(entry.key());
          assertThat(entry.value()).isEqualTo(bytes(entry.key()));
        },
        event -> {});
    assertThat(keys).isEqualTo(inOrder);
  }

  @Test
  void aValueMayBeEmptyOrLarge() throws Exception {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    long empty = create("/empty", "");
    long big = committed(store.write(Change.create("/large", large)));
    assertThat(present())
        .containsExactly(
            Shown.entry(new Entry("/empty", empty, empty, new byte[0])),
            Shown.entry(new Entry("/large", big, big, large)));
  }

  @Test
  void whoIsInterruptedLearnsIt() throws Exception {
    Crowd.of(
        1,
        i ->
            () -> {
              Thread.currentThread().interrupt();
              assertThatThrownBy(() -> create("/a", "1")).isInstanceOf(InterruptedException.class);
              return i;
            });
    create("/b", "1"); // the store itself goes on
  }

  @Test
  void aClosedStoreRefusesAndMayBeClosedAgain() throws Exception {
    long made = create("/a", "1");
    store.close();
    store.close();
    assertThatThrownBy(() -> create("/b", "1"))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is closed");
    assertThatThrownBy(() -> store.history(0, 1)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.compact(1)).isInstanceOf(StoreException.class);
    assertThatThrownBy(this::followed).isInstanceOf(StoreException.class);
    assertThat(store.head()).isEqualTo(made);
  }

  @Test
  void randomHistoriesEndAsTheModelSays() throws Exception {
    long first = Long.getLong("store.seed", new Random().nextInt(1_000_000));
    int count = Integer.getInteger("store.histories", histories());
    for (long seed = first; seed < first + count; seed++) {
      System.out.println("store.seed=" + seed);
      try {
        new ModelRun(seed, open(20), this::reopened).run(120);
      } catch (AssertionError | Exception failed) {
        throw new AssertionError("run again with -Dstore.histories=1 -Dstore.seed=" + seed, failed);
      }
    }
  }

  private Store reopened(Store before) {
    try {
      return reopen(before);
    } catch (Exception failed) {
      throw new AssertionError("a store did not open again", failed);
    }
  }

  private void increment(String key) throws Exception {
    Outcome outcome = store.write(Change.create(key, bytes("0"))); // tells what is there
    while (outcome instanceof Outcome.Outrun(Entry now)) {
      int next = 1 + Integer.parseInt(new String(now.value(), UTF_8));
      outcome = store.write(Change.replace(key, now.revision(), bytes("" + next)));
    }
  }

  private long create(String key, String value) throws Exception {
    return committed(store.write(Change.create(key, bytes(value))));
  }

  private Log followed() throws StoreException {
    Log log = new Log();
    store.follow(entry -> {}, log);
    return log;
  }

  private List<String> present() throws StoreException {
    List<String> found = new ArrayList<>();
    store.follow(entry -> found.add(Shown.entry(entry)), event -> {});
    return found;
  }

  private static long committed(Outcome outcome) {
    if (outcome instanceof Outcome.Committed(long revision)) {
      return revision;
    }
    throw new AssertionError("not committed, but " + shown(outcome));
  }

  private static String shown(Outcome outcome) {
    return Shown.outcome(outcome);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
