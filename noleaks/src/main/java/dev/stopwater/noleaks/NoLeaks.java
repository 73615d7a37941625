package dev.stopwater.noleaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Fails a test that leaves a thread behind or leaks one, and shows where that thread is, as Go's
/// `goleak` does:
///
/// - each platform thread, and each virtual one that `lifecycle` owns, that the test began and that
///   still lives;
/// - each request or task of a [dev.stopwater.lifecycle.Ledger] that is still running, be the
///   ledger closed or not;
/// - each of those that was proved never to go on, though its thread is gone.
///
/// A thread that is about to end is waited for. Other virtual threads are not seen: the JVM lists
/// them nowhere but in its dumps.
///
/// A test is judged after its own `@AfterEach` methods. Tests that run at the same time in one JVM
/// would be judged for each other, so they should not.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NoLeaksExtension.class)
public @interface NoLeaks {

  /// Beginnings of the names of threads that may stay, such as those of a pool that a library
  /// shares.
  String[] except() default {};

  /// Whether leaks that are proved are what the test is about, rather than a fault.
  boolean plantsLeaks() default false;

  /// How long a thread may take to end, in milliseconds.
  long patienceMillis() default 5_000;
}
