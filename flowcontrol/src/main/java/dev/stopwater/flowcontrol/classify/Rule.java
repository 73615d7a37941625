package dev.stopwater.flowcontrol.classify;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// One rule of a FlowSchema: any of its subjects, and any of its resource or non-resource rules.
final class Rule {

  private final Subject[] subjects;
  private final ResourceRule[] resources;
  private final PathRule[] paths;

  private Rule(Subject[] subjects, ResourceRule[] resources, PathRule[] paths) {
    this.subjects = subjects;
    this.resources = resources;
    this.paths = paths;
  }

  static Rule read(MapValue rule) {
    return new Rule(
        rule.listOrEmpty("subjects").maps().stream().map(Subject::read).toArray(Subject[]::new),
        rule.listOrEmpty("resourceRules").maps().stream()
            .map(ResourceRule::read)
            .toArray(ResourceRule[]::new),
        rule.listOrEmpty("nonResourceRules").maps().stream()
            .map(PathRule::read)
            .toArray(PathRule[]::new));
  }

  boolean matches(RequestDigest request) {
    return asks(request) && (request.resourceRequest() ? resource(request) : path(request));
  }

  private boolean asks(RequestDigest request) {
    for (Subject subject : subjects) {
      if (subject.matches(request)) {
        return true;
      }
    }
    return false;
  }

  private boolean resource(RequestDigest request) {
    for (ResourceRule rule : resources) {
      if (rule.matches(request)) {
        return true;
      }
    }
    return false;
  }

  private boolean path(RequestDigest request) {
    for (PathRule rule : paths) {
      if (rule.matches(request)) {
        return true;
      }
    }
    return false;
  }

  private record ResourceRule(
      Names verbs, Names groups, Names resources, Names namespaces, boolean clusterScope) {

    static ResourceRule read(MapValue rule) {
      return new ResourceRule(
          Names.of(rule.listOrEmpty("verbs").texts()),
          Names.of(rule.listOrEmpty("apiGroups").texts()),
          Names.of(rule.listOrEmpty("resources").texts()),
          Names.of(rule.listOrEmpty("namespaces").texts()),
          rule.flag("clusterScope"));
    }

    boolean matches(RequestDigest request) {
      return verbs.has(request.verb())
          && groups.has(request.group())
          && resources.has(request.resource(), request.subresource())
          && (request.namespace().isEmpty() ? clusterScope : namespaces.has(request.namespace()));
    }
  }

  private record PathRule(Names verbs, List<String> paths) {

    static PathRule read(MapValue rule) {
      return new PathRule(
          Names.of(rule.listOrEmpty("verbs").texts()),
          List.copyOf(rule.listOrEmpty("nonResourceURLs").texts()));
    }

    boolean matches(RequestDigest request) {
      if (!verbs.has(request.verb())) {
        return false;
      }
      for (int i = 0; i < paths.size(); i++) {
        if (takes(paths.get(i), request.path())) {
          return true;
        }
      }
      return false;
    }

    /// Equal, or below: `/healthz` and `/healthz/*` both take `/healthz/etcd`.
    private static boolean takes(String mine, String asked) {
      if (mine.equals("*") || mine.equals(asked)) {
        return true;
      }
      int end = mine.length();
      end -= end > 0 && mine.charAt(end - 1) == '*' ? 1 : 0;
      end -= end > 0 && mine.charAt(end - 1) == '/' ? 1 : 0;
      return asked.length() > end
          && asked.charAt(end) == '/'
          && asked.regionMatches(0, mine, 0, end);
    }
  }
}
