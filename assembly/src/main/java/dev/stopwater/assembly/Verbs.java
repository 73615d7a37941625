package dev.stopwater.assembly;

import dev.stopwater.access.authentication.Tokens;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.builtin.BuiltinRules;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.ApiVerbs;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.server.stream.WatchStream;
import dev.stopwater.server.verb.AccessReview;
import dev.stopwater.server.verb.Bind;
import dev.stopwater.server.verb.DeleteOptionsReader;
import dev.stopwater.server.verb.Evict;
import dev.stopwater.server.verb.Freshness;
import dev.stopwater.server.verb.Gates;
import dev.stopwater.server.verb.ObjectDecoder;
import dev.stopwater.server.verb.PatchReader;
import dev.stopwater.server.verb.Patches;
import dev.stopwater.server.verb.PodLog;
import dev.stopwater.server.verb.PodStream;
import dev.stopwater.server.verb.Scale;
import dev.stopwater.server.verb.Selectors;
import dev.stopwater.server.verb.TokenReview;
import dev.stopwater.server.verb.Verb;
import dev.stopwater.telemetry.WatchMetrics;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/// Puts the verbs of one server together.
record Verbs(
    Catalog catalog,
    Resources resources,
    ObjectDecoder decoder,
    Gates gates,
    Answers answers,
    KindRules rules,
    InstantSource clock) {

  /// Whom questions about access are put to.
  record Access(Authorizer authorizer, Tokens tokens) {}

  ApiVerbs all(
      Access access,
      Freshness freshness,
      WatchStream.Limits watches,
      OpenWatches openWatches,
      WatchMetrics metrics) {
    Patches patches = new PatchReader(catalog, rules);
    Schema binding = body("", "v1", "Binding");
    Verb bind = new Bind(answers, decoder, gates, binding, stored("", "v1", "pods"), clock);
    return new ApiVerbs(
        new ApiVerbs.Parts(
            answers,
            freshness,
            new Selectors(BuiltinRules::fieldLabels),
            watches,
            openWatches,
            metrics,
            decoder,
            patches,
            gates,
            rules,
            new DeleteOptionsReader(decoder, body("", "v1", "DeleteOptions")),
            subresources(bind, patches),
            answered(access, bind)));
  }

  private Map<String, Verb> subresources(Verb bind, Patches patches) {
    ResourceStore nodes = stored("", "v1", "nodes");
    return Map.of(
        "scale", new Scale(answers, decoder, patches, gates, body("autoscaling", "v1", "Scale")),
        "binding", bind,
        "eviction", evict(),
        "log", new PodLog(nodes),
        "exec", new PodStream(nodes, true),
        "attach", new PodStream(nodes, true),
        "portforward", new PodStream(nodes, false));
  }

  private Verb evict() {
    return new Evict(
        answers,
        decoder,
        gates,
        body("policy", "v1", "Eviction"),
        stored("policy", "v1", "poddisruptionbudgets"),
        clock);
  }

  /// Kinds that are answered and not stored.
  private Map<String, Verb> answered(Access access, Verb bind) {
    Verb review = new AccessReview(answers, decoder, access.authorizer);
    return Map.of(
        "SelfSubjectReview", review,
        "SelfSubjectAccessReview", review,
        "SubjectAccessReview", review,
        "LocalSubjectAccessReview", review,
        "TokenReview", new TokenReview(answers, decoder, access.tokens),
        "Binding", bind);
  }

  private Schema body(String group, String version, String kind) {
    return Objects.requireNonNull(catalog.body(group, version, kind));
  }

  private ResourceStore stored(String group, String version, String resource) {
    return resources.of(Objects.requireNonNull(catalog.find(group, version, resource)));
  }
}
