/// Watch framing, bookmarks, the end of long requests.
@NullMarked
package dev.stopwater.server.stream;

import org.jspecify.annotations.NullMarked;
