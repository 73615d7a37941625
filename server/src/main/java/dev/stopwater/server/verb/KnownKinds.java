package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.resources.catalog.Catalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which kinds upstream can decode, though it may serve them no longer, and its words for what
/// cannot be taken for another kind. Immutable.
final class KnownKinds {

  private static final String UNSERVED = "unserved-1.36.txt";
  private static final String SCHEME = " in scheme \"pkg/runtime/scheme.go:111\"";

  /// Known in each version of each group, whether or not there is such a one.
  private static final Set<String> UNVERSIONED =
      Set.of("Status", "APIVersions", "APIGroup", "APIGroupList", "APIResourceList");

  /// Known in each version of each group that has kinds.
  private static final Set<String> OF_ALL_VERSIONS =
      Set.of(
          "CreateOptions",
          "DeleteOptions",
          "GetOptions",
          "ListOptions",
          "PatchOptions",
          "UpdateOptions",
          "WatchEvent");

  /// Where the kinds of one group are those of others.
  private static final Map<String, List<String>> SHARED =
      Map.of(
          "extensions", List.of("apps", "networking.k8s.io", "autoscaling"),
          "events.k8s.io", List.of(""),
          "", List.of("events.k8s.io"));

  private static final Map<String, String> PACKAGES =
      Map.of("", "core", "internal.apiserver.k8s.io", "apiserverinternal");

  private final Catalog catalog;
  private final Map<String, Set<String>> unserved;

  KnownKinds(Catalog catalog) {
    this.catalog = catalog;
    this.unserved = load();
  }

  /// Whether the kind can be decoded at all.
  boolean knows(String apiVersion, String kind) {
    return UNVERSIONED.contains(kind)
        || (isVersion(apiVersion) && OF_ALL_VERSIONS.contains(kind))
        || schema(apiVersion, kind) != null
        || unserved.getOrDefault(apiVersion, Set.of()).contains(kind);
  }

  private boolean isVersion(String apiVersion) {
    return unserved.containsKey(apiVersion)
        || catalog.versions(group(apiVersion)).contains(version(apiVersion));
  }

  /// The fields of a kind that is served; null of others.
  @Nullable Schema schema(String apiVersion, String kind) {
    return catalog.body(group(apiVersion), version(apiVersion), kind);
  }

  /// Whether both are one kind in two versions.
  boolean same(String kind, String apiVersion, String otherKind, String otherApiVersion) {
    String group = group(apiVersion);
    String other = group(otherApiVersion);
    return kind.equals(otherKind)
        && (group.equals(other) || SHARED.getOrDefault(group, List.of()).contains(other));
  }

  static String notRegistered(String kind, String apiVersion) {
    return "no kind "
        + GoQuote.quote(kind)
        + " is registered for version "
        + GoQuote.quote(apiVersion)
        + SCHEME;
  }

  /// @param expected the kind that it cannot be made into
  static String notConvertible(
      String kind, String apiVersion, String expected, String expectedApiVersion) {
    String version =
        UNVERSIONED.contains(kind) || OF_ALL_VERSIONS.contains(kind) ? "v1" : version(apiVersion);
    return "converting ("
        + version
        + "."
        + kind
        + ") to ("
        + internalPackage(group(expectedApiVersion))
        + "."
        + expected
        + "): unknown conversion";
  }

  /// Go's package of a group's internal types: `core`, `apps`, `networking`.
  private static String internalPackage(String group) {
    int dot = group.indexOf('.');
    return PACKAGES.getOrDefault(group, dot < 0 ? group : group.substring(0, dot));
  }

  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  static String version(String apiVersion) {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  private static Map<String, Set<String>> load() {
    Map<String, Set<String>> kinds = new HashMap<>();
    try (InputStream stream = KnownKinds.class.getResourceAsStream(UNSERVED);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, UNSERVED), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          List<String> words = List.of(line.split(" ", -1));
          kinds
              .computeIfAbsent(words.getFirst(), apiVersion -> new HashSet<>())
              .addAll(words.subList(1, words.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kinds;
  }
}
