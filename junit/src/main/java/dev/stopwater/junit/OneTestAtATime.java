package dev.stopwater.junit;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/// Keeps the tests of one class from running at the same time, where the server is put back between
/// them: a lock that no other class has.
final class OneTestAtATime implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    boolean reset =
        AnnotationSupport.findAnnotation(testClass, Stopwater.class)
            .filter(wishes -> wishes.reset() == Reset.EACH_TEST)
            .isPresent();
    String name = Stopwater.class.getName() + " " + testClass.getName();
    return reset ? Set.of(new Lock(name, ResourceAccessMode.READ_WRITE)) : Set.of();
  }
}
