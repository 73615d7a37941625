package dev.stopwater.flowcontrol.classify;

import java.util.List;

/// What classification looks at, and what dumps show of a request.
///
/// @param resourceRequest whether `group` to `name` mean anything; if not, `path` does
/// @param verb in lower case, as authorization knows it
/// @param namespace empty for cluster scope
public record RequestDigest(
    String user,
    List<String> groups,
    boolean resourceRequest,
    String verb,
    String path,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    String name) {}
