/// What each example must show of its server, as tests that each of them inherits.
@NullMarked
package dev.stopwater.examples.testkit;

import org.jspecify.annotations.NullMarked;
