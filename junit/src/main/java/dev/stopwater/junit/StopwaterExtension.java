package dev.stopwater.junit;

import dev.stopwater.assembly.TestAccess;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Does what [Stopwater] says.
///
/// JUnit's contexts hold what lives as long as they do: the root has the [Servers], a class its
/// lease and what was stored when its first test began, a test its [Cluster].
final class StopwaterExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(StopwaterExtension.class);

  /// What is there for one test, from its constructor on.
  ///
  /// @param logged how much the server had logged before
  private record Scene(Cluster cluster, long logged) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    TestServer server = server(context);
    ExtensionContext around = context.getParent().orElseThrow();
    if (around.getTestClass().isPresent()) {
      goBack(server, around, context);
    }
  }

  /// To what was there when the first test, or class, within `tests` began: now, if this is that.
  private static void goBack(TestServer server, ExtensionContext tests, ExtensionContext next) {
    String mark = "mark " + tests.getUniqueId(); // a store also shows those of the classes around
    if (!(tests.getStore(OURS).get(mark) instanceof TestAccess.Contents first)) {
      tests.getStore(OURS).put(mark, server.contents());
    } else if (wishes(next) == Reset.EACH_TEST) {
      server.putBack(first);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Objects.requireNonNull(scene(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      String lines = server(context).log().since(scene(context).logged());
      System.err.printf(
          "What the API server logged during %s:%n%s", context.getDisplayName(), lines);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getTestMethod().isPresent()
        ? scene(context).cluster()
        : new Cluster(server(context), "default");
  }

  /// So that a constructor is given the cluster of its test, not that of the class.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /// The first who asks for a test's scene has the server put back before it.
  private static Scene scene(ExtensionContext test) {
    return test.getStore(OURS).computeIfAbsent("scene", any -> begin(test), Scene.class);
  }

  private static Scene begin(ExtensionContext test) {
    TestServer server = server(test);
    goBack(server, classOf(test), test);
    long logged = server.log().written();
    try {
      String namespace = server.makeNamespace(test.getRequiredTestMethod().getName());
      return new Scene(new Cluster(server, namespace), logged);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the test had its namespace", e);
    }
  }

  /// Those of the innermost class that has any.
  private static Reset wishes(ExtensionContext context) {
    for (ExtensionContext each = context; ; each = each.getParent().orElseThrow()) {
      var wishes = AnnotationSupport.findAnnotation(each.getTestClass(), Stopwater.class);
      if (wishes.isPresent()) {
        return wishes.get().reset();
      }
    }
  }

  private static ExtensionContext classOf(ExtensionContext test) {
    ExtensionContext context = test;
    while (context.getTestMethod().isPresent()) {
      context = context.getParent().orElseThrow();
    }
    return context;
  }

  private static TestServer server(ExtensionContext context) {
    Servers servers =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(Servers.class, any -> new Servers(), Servers.class);
    return classOf(context)
        .getStore(OURS)
        .computeIfAbsent("lease", any -> servers.lease(), Servers.Lease.class)
        .server();
  }
}
