package dev.stopwater.server;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.errors.StatusException.Details;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.server.verb.Target;
import dev.stopwater.server.verb.Verb;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a request for a resource to the verb that serves it, with upstream's two refusals: 404 for
/// a path that no method has, 405 for a method that this path has not.
public final class Routes {

  /// The verbs of objects, of the subresources that are views of objects, and of those that speak
  /// another kind.
  public interface Verbs {

    /// @return null where the method does not exist for objects
    @Nullable Verb ofObjects(String verb);

    /// @return null where this server does not serve the subresource (yet)
    @Nullable Verb ofSubresource(Definition definition, Subresource subresource, String verb);

    /// @return null where objects of this kind are stored, so that the ordinary verbs serve it
    @Nullable Verb ofReview(Definition definition);
  }

  /// Where objects are kept.
  @FunctionalInterface
  public interface Stores {

    /// @return null for kinds that are answered and not stored
    @Nullable ResourceStore find(Definition definition);
  }

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> ACROSS_NAMESPACES = Set.of("list", "watch");

  private final Catalog catalog;
  private final Stores stores;
  private final Verbs verbs;

  public Routes(Catalog catalog, Stores stores, Verbs verbs) {
    this.catalog = catalog;
    this.stores = stores;
    this.verbs = verbs;
  }

  /// Whether a group is served at all: beyond those, paths are unknown in plain text.
  boolean knows(RequestInfo info) {
    boolean core = info.apiPrefix().equals("api");
    return core == info.group().isEmpty() && !catalog.versions(info.group()).isEmpty();
  }

  void serve(RequestContext request) throws Exception {
    RequestInfo info = request.info();
    String method = request.exchange().method();
    Definition definition = catalog.find(info.group(), info.version(), info.resource());
    if (definition == null || info.parts().size() > 3 || info.parts().contains("")) {
      throw unknown();
    }
    boolean watchPath = info.verb().equals("watch") && !request.query().flag("watch");
    checkScope(info, definition);
    Subresource subresource = subresource(info, definition);
    if (info.parts().size() > 1) {
      checkName(info.parts().get(1));
    }
    String verb = method.equals("HEAD") ? "" : verb(info, method);
    if (watchPath && !method.equals("GET")) {
      throw notAllowed();
    }
    Verb served = find(info, definition, subresource, verb);
    String name = info.parts().size() > 1 ? info.parts().get(1) : "";
    String namespace = definition.namespaced() ? info.namespace() : "";
    Deprecations.warn(request, definition);
    served.serve(
        request, new Target(definition, stores.find(definition), namespace, name, subresource));
  }

  /// A namespaced resource without a namespace can only be listed and watched; a cluster-scoped one
  /// is not found below a namespace.
  private static void checkScope(RequestInfo info, Definition definition) {
    boolean within = !info.namespace().isEmpty() && !definition.resource().equals("namespaces");
    if (definition.namespaced() ? !within && info.parts().size() > 1 : within) {
      throw unknown();
    }
  }

  private static String verb(RequestInfo info, String method) {
    return METHODS.contains(method) ? info.verb() : "";
  }

  private static @Nullable Subresource subresource(RequestInfo info, Definition definition) {
    if (info.parts().size() < 3) {
      return null;
    }
    Subresource found = definition.subresource(info.parts().get(2));
    if (found == null) {
      throw unknown();
    }
    return found;
  }

  private Verb find(
      RequestInfo info, Definition definition, @Nullable Subresource subresource, String verb) {
    if (subresource != null) {
      if (!subresource.verbs().contains(verb)) {
        throw notAllowed();
      }
      Verb served = verbs.ofSubresource(definition, subresource, verb);
      if (served == null) {
        throw unknown();
      }
      return served;
    }
    boolean collection = info.parts().size() == 1;
    boolean everywhere = definition.namespaced() && info.namespace().isEmpty();
    if (!collection && definition.verbs().equals(Set.of("create"))) {
      throw unknown();
    }
    if (!definition.verbs().contains(verb)
        || (everywhere && !ACROSS_NAMESPACES.contains(verb))
        || (collection && Set.of("update", "patch", "get").contains(verb))
        || (!collection && verb.equals("create"))) {
      throw notAllowed();
    }
    Verb review = verbs.ofReview(definition);
    if (review == null && stores.find(definition) == null) {
      throw unknown(); // answered and not stored upstream, and not answered here yet
    }
    Verb served = review != null ? review : verbs.ofObjects(verb);
    if (served == null) {
      throw notAllowed();
    }
    return served;
  }

  private static void checkName(String name) {
    String fault =
        name.equals(".") || name.equals("..")
            ? "may not be '" + name + "'"
            : name.contains("%") ? "may not contain '%'" : "";
    if (!fault.isEmpty()) {
      throw StatusException.badRequest(
          "Name parameter invalid: " + GoQuote.quote(name) + ": " + fault);
    }
  }

  static StatusException unknown() {
    return new StatusException(
        404, "NotFound", "the server could not find the requested resource", Details.NONE);
  }

  static StatusException notAllowed() {
    return new StatusException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Details.NONE);
  }
}
