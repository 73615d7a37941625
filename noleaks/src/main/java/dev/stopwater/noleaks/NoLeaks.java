package dev.stopwater.noleaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Fails a test that leaves a thread behind, and shows where that thread is: each platform thread,
/// and each virtual one that `lifecycle` owns. A thread that is about to end is waited for.
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

  /// How long a thread may take to end, in milliseconds.
  long patienceMillis() default 5_000;
}
