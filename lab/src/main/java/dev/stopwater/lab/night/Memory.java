package dev.stopwater.lab.night;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this JVM, or a process of this machine, holds in memory.
public final class Memory {

  private static final int KIBI = 1024;

  private Memory() {}

  /// Bytes on the heap after the last collection: what lives, not what waits to be collected.
  static long heapAfterCollection() {
    long latest = -1;
    long bytes = 0;
    for (var each : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
      GcInfo last = each.getLastGcInfo();
      if (last != null && last.getEndTime() > latest) {
        latest = last.getEndTime();
        bytes =
            last.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> isHeap(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
      }
    }
    return bytes;
  }

  private static boolean isHeap(String pool) {
    return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Gen");
  }

  /// The same after a collection that is made now.
  static long heapNow() {
    System.gc();
    return heapAfterCollection();
  }

  /// Resident bytes of a process, or -1 where the machine does not say.
  public static long resident(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D+", "")) * KIBI;
        }
      }
    } catch (IOException notHere) {
      return -1;
    }
    return -1;
  }
}
