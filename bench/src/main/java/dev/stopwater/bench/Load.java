package dev.stopwater.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writers that each write as fast as they are answered, to keys of their own.
///
/// @param value in bytes; they are random, so nothing can be gained by compressing them
/// @param keys how many each writer has; each is made once, then replaced at random
record Load(int writers, int value, int keys, Duration time) {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// What came of it.
  ///
  /// @param cpu of the whole process, writers included, for each write
  record Result(double writesPerSecond, Duration cpu, Duration median, Duration p99) {}

  @SuppressWarnings("try") // closing it waits for all writers
  Result run(Target target) throws Exception {
    List<long[]> latencies = new ArrayList<>();
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<long[]>> tasks = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        tasks.add(() -> write(target, writer, end));
      }
      for (Future<long[]> done : threads.invokeAll(tasks)) {
        latencies.add(done.get());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu = PROCESS.getProcessCpuTime() - cpu;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        all.length / seconds,
        Duration.ofNanos(cpu / all.length),
        Duration.ofNanos(all[all.length / 2]),
        Duration.ofNanos(all[(int) (all.length * 0.99)]));
  }

  private long[] write(Target target, int writer, long end) throws Exception {
    SplittableRandom random = new SplittableRandom(writer);
    long[] nanos = new long[1 << 16];
    int count = 0;
    while (System.nanoTime() < end && count < nanos.length) {
      int key = count < keys ? count : random.nextInt(keys);
      byte[] bytes = new byte[value];
      random.nextBytes(bytes);
      long before = System.nanoTime();
      target.put("/registry/things/default/writer-" + writer + "-" + key, bytes);
      nanos[count++] = System.nanoTime() - before;
    }
    return Arrays.copyOf(nanos, count);
  }
}
