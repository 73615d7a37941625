/// Recent history and present state of one kind, in memory.
@NullMarked
package dev.stopwater.watchcache;

import org.jspecify.annotations.NullMarked;
