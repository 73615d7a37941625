package dev.stopwater.server;

import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.server.stream.WatchStream;
import dev.stopwater.server.verb.Create;
import dev.stopwater.server.verb.Delete;
import dev.stopwater.server.verb.DeleteCollection;
import dev.stopwater.server.verb.DeleteOptions;
import dev.stopwater.server.verb.Freshness;
import dev.stopwater.server.verb.Gates;
import dev.stopwater.server.verb.Get;
import dev.stopwater.server.verb.Listing;
import dev.stopwater.server.verb.ObjectDecoder;
import dev.stopwater.server.verb.Patch;
import dev.stopwater.server.verb.Patches;
import dev.stopwater.server.verb.Selections;
import dev.stopwater.server.verb.Update;
import dev.stopwater.server.verb.Verb;
import dev.stopwater.server.verb.Watch;
import dev.stopwater.telemetry.WatchMetrics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verbs of this server, made once and shared by all requests.
public final class ApiVerbs implements Routes.Verbs {

  /// Subresources that are views of the object itself.
  private static final Set<String> VIEWS =
      Set.of("status", "finalize", "approval", "ephemeralcontainers", "resize");

  private final Map<String, Verb> objects;
  private final Map<String, Verb> others;
  private final Map<String, Verb> reviews;

  /// What verbs are made of.
  ///
  /// @param others verbs of subresources that are no views of the object, by name
  /// @param reviews verbs of kinds that are answered and not stored, by kind
  public record Parts(
      Answers answers,
      Freshness freshness,
      Selections selections,
      WatchStream.Limits watches,
      OpenWatches openWatches,
      WatchMetrics watchMetrics,
      ObjectDecoder decoder,
      Patches patches,
      Gates gates,
      KindRules rules,
      DeleteOptions.Reader deleteOptions,
      Map<String, Verb> others,
      Map<String, Verb> reviews) {}

  public ApiVerbs(Parts parts) {
    Answers answers = parts.answers;
    Listing listing = new Listing(answers, parts.freshness, parts.selections);
    objects =
        Map.of(
            "get", new Get(answers, parts.freshness),
            "list", listing,
            "watch",
                new Watch(
                    answers,
                    parts.freshness,
                    parts.selections,
                    parts.watches,
                    parts.openWatches,
                    parts.watchMetrics),
            "create", new Create(answers, parts.decoder, parts.gates),
            "update", new Update(answers, parts.decoder, parts.gates, parts.rules),
            "patch", new Patch(answers, parts.patches, parts.decoder, parts.gates),
            "delete", new Delete(answers, parts.deleteOptions, parts.gates, parts.rules),
            "deletecollection",
                new DeleteCollection(
                    answers, listing, parts.selections, parts.deleteOptions, parts.gates));
    others = Map.copyOf(parts.others);
    reviews = Map.copyOf(parts.reviews);
  }

  @Override
  public @Nullable Verb ofObjects(String verb) {
    return objects.get(verb);
  }

  @Override
  public @Nullable Verb ofSubresource(Definition definition, Subresource subresource, String verb) {
    Verb other = others.get(subresource.name());
    if (other != null) {
      return other;
    }
    return VIEWS.contains(subresource.name()) ? objects.get(verb) : null;
  }

  @Override
  public @Nullable Verb ofReview(Definition definition) {
    return reviews.get(definition.kind());
  }
}
