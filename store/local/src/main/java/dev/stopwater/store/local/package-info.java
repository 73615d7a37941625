/// A durable, crash-safe store in one directory.
@NullMarked
package dev.stopwater.store.local;

import org.jspecify.annotations.NullMarked;
