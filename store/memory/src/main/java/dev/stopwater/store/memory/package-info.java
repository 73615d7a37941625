/// A store in memory.
@NullMarked
package dev.stopwater.store.memory;

import org.jspecify.annotations.NullMarked;
