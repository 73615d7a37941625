package dev.stopwater.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Gives the tests of a class a Kubernetes API server in their own process, and a [Cluster] to
/// whoever has it as a parameter: constructors, `@BeforeAll`, `@BeforeEach` and tests.
///
/// ```java
/// @Stopwater
/// class GreeterTest {
///   @Test
///   void greets(Cluster cluster) {
///     try (var client = new KubernetesClientBuilder()
///         .withConfig(Config.fromKubeconfig(cluster.kubeconfig())).build()) { … }
///   }
/// }
/// ```
///
/// The class has its server for itself while its tests run; when they are over, the next class gets
/// it, as empty as it was at first. Classes that run at the same time have one each. `@Nested`
/// classes share that of the class around them. All are stopped when the tests of the JVM are over.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StopwaterExtension.class)
@ResourceLock(providers = OneTestAtATime.class)
public @interface Stopwater {

  /// When the objects of the cluster become again what they were.
  Reset reset() default Reset.EACH_TEST;
}
