package dev.stopwater.noleaks;

import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Does what [NoLeaks] says.
final class NoLeaksExtension implements BeforeEachCallback, AfterEachCallback {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(NoLeaksExtension.class);

  /// Of the JVM and of JUnit: they come and go as they like.
  private static final List<String> OTHERS =
      List.of(
          "Attach Listener",
          "Common-Cleaner",
          "ForkJoinPool",
          "HttpClient-",
          "JFR ",
          "Keep-Alive-Timer",
          "MasterPoller",
          "VirtualThread-",
          "junit-",
          "process reaper",
          "surefire-");

  @Override
  public void beforeEach(ExtensionContext context) {
    Set<Long> before = running().stream().map(Thread::threadId).collect(Collectors.toSet());
    context.getStore(OURS).put("before", before);
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    NoLeaks wishes =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NoLeaks.class)
            .orElseThrow();
    Set<?> before = Objects.requireNonNull(context.getStore(OURS).get("before", Set.class));
    List<Thread> left = new ArrayList<>(running());
    left.removeIf(
        thread -> before.contains(thread.threadId()) || isExcepted(thread, wishes.except()));
    Duration patience = Duration.ofMillis(wishes.patienceMillis());
    for (Thread thread : left) {
      if (!thread.join(patience)) {
        throw new AssertionError(text(left));
      }
    }
  }

  private static List<Thread> running() {
    List<Thread> running = new ArrayList<>(Thread.getAllStackTraces().keySet());
    Threads.forEachLiving(running::add);
    return running;
  }

  private static boolean isExcepted(Thread thread, String[] except) {
    return OTHERS.stream().anyMatch(thread.getName()::startsWith)
        || List.of(except).stream().anyMatch(thread.getName()::startsWith);
  }

  private static String text(List<Thread> left) {
    StringBuilder text = new StringBuilder("the test left threads behind:");
    for (Thread thread : left) {
      if (thread.isAlive()) {
        text.append("\n\n\"").append(thread.getName()).append("\" ").append(thread.getState());
        for (StackTraceElement frame : thread.getStackTrace()) {
          text.append("\n    at ").append(frame);
        }
      }
    }
    return text.toString();
  }
}
