/// Load on whole API servers, measured from outside: what the operating system says that a server's
/// processes used, servers in turn, and nginx with the same bytes as the physical limit. A class
/// for each figure.
@NullMarked
package dev.stopwater.bench.server;

import org.jspecify.annotations.NullMarked;
