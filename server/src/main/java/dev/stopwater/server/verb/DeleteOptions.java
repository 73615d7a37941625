package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Deletion;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a client wants something deleted: from the body if there is one, else from the query.
public record DeleteOptions(Deletion deletion, boolean dryRun) {

  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan");

  /// Reads them of a request.
  @FunctionalInterface
  public interface Reader {

    /// @throws StatusException 400, 413, 415 or 422
    DeleteOptions read(RequestContext request) throws Exception;
  }

  /// @throws StatusException 400 or 422
  static DeleteOptions ofQuery(Query query) {
    Long grace = query.integer("gracePeriodSeconds");
    FieldErrors errors = new FieldErrors();
    Boolean orphan = query.flagIfPresent("orphanDependents");
    String policy = query.text("propagationPolicy");
    boolean hasPolicy = query.has("propagationPolicy");
    check(errors, orphan, policy, hasPolicy);
    WriteOptions.checkDryRun(query, errors);
    refuse(errors);
    Deletion deletion = new Deletion(seconds(grace), null, null, policy, orphan);
    return new DeleteOptions(deletion, !query.all("dryRun").isEmpty());
  }

  /// @param body a DeleteOptions that its schema decoded
  /// @throws StatusException 422
  static DeleteOptions ofBody(MapValue body) {
    FieldErrors errors = new FieldErrors();
    Boolean orphan =
        body.find("orphanDependents") instanceof Bool flag ? (Boolean) flag.value() : null;
    String policy = body.text("propagationPolicy", "");
    check(errors, orphan, policy, body.has("propagationPolicy"));
    List<String> dryRun = body.listOrEmpty("dryRun").texts();
    if (dryRun.stream().anyMatch(value -> !value.equals("All"))) {
      errors.notSupported(Path.of("dryRun"), shown(dryRun), List.of("All"));
    }
    refuse(errors);
    MapValue preconditions = body.mapOrEmpty("preconditions");
    Deletion deletion =
        new Deletion(
            seconds(body.integer("gracePeriodSeconds")),
            preconditions.text("uid"),
            preconditions.text("resourceVersion"),
            policy,
            orphan);
    return new DeleteOptions(deletion, !dryRun.isEmpty());
  }

  private static String shown(List<String> values) {
    return "[" + String.join(",", values.stream().map(GoQuote::quote).toList()) + "]";
  }

  private static void check(
      FieldErrors errors, @Nullable Boolean orphan, String policy, boolean hasPolicy) {
    Path at = Path.of("propagationPolicy");
    if (orphan != null && hasPolicy) {
      errors.invalidText(at, policy, "orphanDependents and deletionPropagation cannot be both set");
    }
    if (hasPolicy && !POLICIES.contains(policy)) {
      errors.notSupportedText(at, policy, List.of("Foreground", "Background", "Orphan", "nil"));
    }
  }

  private static void refuse(FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw StatusException.invalid(new Resource("meta.k8s.io", "DeleteOptions"), "", errors.all());
    }
  }

  /// A negative grace is one second, as upstream reads it.
  private static long seconds(@Nullable Long grace) {
    return grace == null ? -1 : grace < 0 ? 1 : grace;
  }
}
