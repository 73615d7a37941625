package dev.stopwater.noleaks;

import dev.stopwater.lifecycle.Ledgers;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Does what [NoLeaks] says.
final class NoLeaksExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

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
          "Read-Poller",
          "Read-Updater", // of JDK 21, with the next two
          "VirtualThread-",
          "Write-Poller",
          "Write-Updater",
          "junit-",
          "process reaper",
          "surefire-");

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(OURS).put("ledgers", Ledgers.watch());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ledgers(context).close();
  }

  private static Ledgers ledgers(ExtensionContext context) {
    return Objects.requireNonNull(context.getStore(OURS).get("ledgers", Ledgers.class));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Set<Long> before = running().stream().map(Thread::threadId).collect(Collectors.toSet());
    RequestsLeft requests = new RequestsLeft(ledgers(context));
    context.getStore(OURS).put("before", before);
    context.getStore(OURS).put("requests", requests);
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    NoLeaks wishes =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NoLeaks.class)
            .orElseThrow();
    Duration patience = Duration.ofMillis(wishes.patienceMillis());
    Set<?> before = Objects.requireNonNull(context.getStore(OURS).get("before", Set.class));
    RequestsLeft requests =
        Objects.requireNonNull(context.getStore(OURS).get("requests", RequestsLeft.class));
    String found =
        threadsLeft(before, wishes.except(), patience)
            + requests.found(patience, wishes.plantsLeaks());
    if (!found.isEmpty()) {
      throw new AssertionError(found.strip());
    }
  }

  private static String threadsLeft(Set<?> before, String[] except, Duration patience)
      throws InterruptedException {
    List<Thread> left = new ArrayList<>(running());
    left.removeIf(thread -> before.contains(thread.threadId()) || isExcepted(thread, except));
    for (Thread thread : left) {
      if (!thread.join(patience)) {
        return text(left);
      }
    }
    return "";
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
    StringBuilder text = new StringBuilder("\n\nthe test left threads behind:");
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
