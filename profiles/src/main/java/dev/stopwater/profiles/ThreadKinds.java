package dev.stopwater.profiles;

import java.util.List;
import java.util.Map;

/// `threadcreate`: the platform threads that exist, by name. The JVM does not remember who created
/// them.
final class ThreadKinds {

  private ThreadKinds() {}

  static Profile take() {
    Profile profile = new Profile(ValueType.count("threadcreate"));
    for (Thread thread : PlatformThreads.living()) {
      String kind = ThreadSeen.withoutNumbers(thread.getName());
      profile.add(List.of(Frames.named(kind)), Map.of(), 1);
    }
    return profile
        .every(ValueType.count("threadcreate"), 1)
        .saying("platform threads by name: the JVM does not remember who created them");
  }
}
