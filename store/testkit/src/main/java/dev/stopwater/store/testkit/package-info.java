/// The contract every store must keep, as tests.
@NullMarked
package dev.stopwater.store.testkit;

import org.jspecify.annotations.NullMarked;
