/// The extension of JUnit for tests that leave no thread behind.
@NullMarked
package dev.stopwater.noleaks;

import org.jspecify.annotations.NullMarked;
