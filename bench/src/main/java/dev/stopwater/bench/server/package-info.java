/// Load on whole API servers, measured from outside: what h2load sends, what the operating system
/// says that the server's processes used, and nginx with the same bytes as the physical limit.
@org.jspecify.annotations.NullMarked
package dev.stopwater.bench.server;
