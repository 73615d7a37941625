package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Every profile that this JVM can give of itself, under Go's names. Any thread; those which take
/// time block the caller, and end by interrupt.
public final class Profiles {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BRIEF = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Threads.Sleep sleep;
  private final Census census;
  private final FlightProfiles flight;
  private final Contention contention;
  private final LeakCheck leaks;
  private @Nullable LiveSites sites; // guarded by this
  private boolean sitesSought; // guarded by this

  /// @param clock for the times that are written into profiles
  /// @param nanos never goes back
  public Profiles(
      Ledger ledger,
      LeakCheck leaks,
      InstantSource clock,
      LongSupplier nanos,
      Threads.Sleep sleep) {
    this.clock = clock;
    this.sleep = sleep;
    this.leaks = leaks;
    this.census = new Census(ledger, nanos, PATIENCE);
    this.flight = new FlightProfiles(sleep);
    this.contention = new Contention(ledger, sleep, nanos);
  }

  /// One of the profiles that are asked for by name.
  ///
  /// @param lasting whether it shows what happens during a time, rather than what is
  public enum Kind {
    ALLOCS(true, "What is allocated during seconds= (5 if not given), estimated from samples."),
    BLOCK(true, "Where requests wait during seconds= (5 if not given), estimated from samples."),
    GOROUTINE(false, "The stacks of all threads, virtual and platform, by what they serve."),
    GOROUTINELEAK(false, "The same as leak."),
    HEAP(false, "What is on the heap, by class; what grew with seconds=. gc=1 collects first."),
    LATE(false, "Requests whose deadline has passed and which still live, with the reason."),
    LEAK(false, "Requests that are proved never to go on. Searches the heap."),
    MUTEX(true, "Where requests wait for locks during seconds= (5 if not given)."),
    THREADCREATE(false, "Platform threads by name.");

    private static final String DELTA = "delta_";
    private static final Set<String> DELTAS = Set.of("delta_heap", "delta_block", "delta_mutex");

    private final boolean lasting;
    private final String description;

    Kind(boolean lasting, String description) {
      this.lasting = lasting;
      this.description = description;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
      return description;
    }

    /// @param word the name, or `delta_` and the name, as scrapers ask Go programs for what came
    ///   since their last visit: what happens is shown here of a time only, however it is called
    /// @return null if there is none of that name
    public static @Nullable Kind of(String word) {
      String plain = DELTAS.contains(word) ? word.substring(DELTA.length()) : word;
      for (Kind kind : values()) {
        if (kind.word().equals(plain)) {
          return kind;
        }
      }
      return null;
    }
  }

  /// Takes a profile of what is now, or of a time that is brief.
  ///
  /// @param collect whether to have the garbage collected first
  public Profile take(Kind kind, boolean collect)
      throws IOException, InterruptedException, ProfileBusyException {
    if (kind.lasting) {
      return over(kind, BRIEF, collect);
    }
    Instant now = clock.instant();
    return switch (kind) {
      case GOROUTINE -> census.profile().at(now, Duration.ZERO);
      case GOROUTINELEAK, LEAK -> leaks.check().proved();
      case LATE -> leaks.check().lateProfile().at(now, Duration.ZERO);
      case HEAP -> ClassHistogram.take(collect).at(now, Duration.ZERO);
      case THREADCREATE -> ThreadKinds.take().at(now, Duration.ZERO);
      case ALLOCS, BLOCK, MUTEX -> throw new IllegalStateException("takes its time: " + kind);
    };
  }

  /// Takes a profile of a time; of what is, rather than happens, the difference that the time made.
  ///
  /// @param collect whether to have the garbage collected before each look at what is
  public Profile over(Kind kind, Duration duration, boolean collect)
      throws IOException, InterruptedException, ProfileBusyException {
    Instant start = clock.instant();
    return switch (kind) {
      case ALLOCS -> flight.allocations(duration).at(start, duration);
      case BLOCK -> contention.sample(duration, Contention::blocked).at(start, duration);
      case MUTEX -> contention.sample(duration, Contention::locked).at(start, duration);
      case HEAP -> {
        LiveSites bySite = liveSites();
        yield bySite == null
            ? difference(kind, duration, collect)
            : bySite.over(duration, collect).at(start, duration);
      }
      case GOROUTINE, GOROUTINELEAK, LATE, LEAK, THREADCREATE ->
          difference(kind, duration, collect);
    };
  }

  /// A library is loaded for it: not before it is asked for.
  private synchronized @Nullable LiveSites liveSites() {
    if (!sitesSought) {
      sites = LiveSites.ifPresent(sleep);
      sitesSought = true;
    }
    return sites;
  }

  private Profile difference(Kind kind, Duration duration, boolean collect)
      throws IOException, InterruptedException, ProfileBusyException {
    Profile before = take(kind, collect);
    sleep.sleep(duration);
    return take(kind, collect).since(before, duration);
  }

  /// Where CPU time is spent.
  ///
  /// @throws ProfileBusyException there is a CPU profile under way
  public Profile cpu(Duration duration)
      throws IOException, InterruptedException, ProfileBusyException {
    Instant start = clock.instant();
    return flight.cpu(duration).at(start, duration);
  }

  /// A flight recording, as `jfr` and JDK Mission Control read it.
  public byte[] trace(Duration duration)
      throws IOException, InterruptedException, ProfileBusyException {
    return flight.trace(duration);
  }

  /// The same for people, grouped, or, in detail, thread by thread where that is known.
  public String text(Kind kind, boolean detailed, boolean collect)
      throws IOException, InterruptedException, ProfileBusyException {
    if (kind == Kind.GOROUTINE && detailed) {
      return ProfileText.threads(census);
    }
    if (kind == Kind.LEAK || kind == Kind.GOROUTINELEAK) {
      LeakReport report = leaks.check();
      return detailed
          ? ProfileText.leaks(report)
          : ProfileText.groups("leak", report.proved())
              + "\n"
              + ProfileText.groups("late", report.lateProfile());
    }
    return ProfileText.groups(kind.word(), take(kind, collect));
  }

  public LeakReport leaks() {
    return leaks.check();
  }

  /// How much there is in the profiles that cost nothing to count.
  public Map<Kind, Long> counts() {
    return leaks.counts();
  }

  /// How the JVM was started, its parts separated by zero bytes.
  public static String commandLine() {
    Path whole = Path.of("/proc/self/cmdline"); // the JDK cuts long ones
    try {
      String line = Files.readString(whole);
      return line.endsWith("\0") ? line.substring(0, line.length() - 1) : line;
    } catch (IOException elsewhere) {
      ProcessHandle.Info info = ProcessHandle.current().info();
      return info.commandLine().orElse("java").replace(' ', '\0');
    }
  }
}
