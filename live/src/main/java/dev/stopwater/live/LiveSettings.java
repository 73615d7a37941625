package dev.stopwater.live;

import dev.stopwater.lifecycle.RequestSnapshot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How live profiles are set up.
///
/// @param address where the pages are served, or null if they are not
/// @param exposed whether an address that other machines can reach is meant: the pages tell much
/// @param late how long a request or task may take before it is late
/// @param ends whether it is ended then, rather than only shown: interrupted, its client answered
/// @param ration the least time between two searches for leaks, each of which is a full collection
/// @param onLeak is told of each request or task that is proved never to go on; must not block
public record LiveSettings(
    @Nullable InetSocketAddress address,
    boolean exposed,
    Duration late,
    boolean ends,
    Duration ration,
    Consumer<RequestSnapshot> onLeak) {

  public LiveSettings {
    if (late.isNegative() || late.isZero()) {
      throw new IllegalArgumentException("must be positive: " + late);
    }
    if (address != null && !exposed && !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          address
              + " can be reached from other machines, and the profiles tell stacks, routes and the"
              + " command line to whoever asks. If that is meant, call reachableFromOutside() first");
    }
  }

  /// Pages on a port of the loopback address; requests and tasks are late after a minute, and
  /// nothing is done to them.
  ///
  /// @param port 0 for any that is free
  public static LiveSettings on(int port) {
    return unserved().at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /// The same without pages: for a server that shows [LiveProfiles#pages()] itself.
  public static LiveSettings unserved() {
    return new LiveSettings(
        null, false, Duration.ofMinutes(1), false, Duration.ofSeconds(10), leak -> {});
  }

  /// @throws IllegalArgumentException others can reach it, and [#reachableFromOutside()] was not
  ///   called
  public LiveSettings at(InetSocketAddress address) {
    return new LiveSettings(address, exposed, late, ends, ration, onLeak);
  }

  /// Lets the address be one that others can reach.
  public LiveSettings reachableFromOutside() {
    return new LiveSettings(address, true, late, ends, ration, onLeak);
  }

  /// After what time requests and tasks are shown as late.
  public LiveSettings late(Duration after) {
    return new LiveSettings(address, exposed, after, ends, ration, onLeak);
  }

  /// Ends requests and tasks after that time: they are interrupted, and clients get a 504.
  public LiveSettings deadline(Duration after) {
    return new LiveSettings(address, exposed, after, true, ration, onLeak);
  }

  public LiveSettings searchAtMostEvery(Duration ration) {
    return new LiveSettings(address, exposed, late, ends, ration, onLeak);
  }

  public LiveSettings onLeak(Consumer<RequestSnapshot> onLeak) {
    return new LiveSettings(address, exposed, late, ends, ration, onLeak);
  }

  public LiveProfiles start() throws java.io.IOException {
    return LiveProfiles.start(this);
  }
}
