package dev.stopwater.lifecycle;

/// What is known of a request the moment it arrives; enough to find it again in a log.
///
/// @param uri path and query as sent
/// @param remoteAddress the client's address and port
/// @param userAgent empty if the client sent none
/// @param protocol `HTTP/1.1` or `HTTP/2.0`
public record RequestFacts(
    String method, String uri, String remoteAddress, String userAgent, String protocol) {}
