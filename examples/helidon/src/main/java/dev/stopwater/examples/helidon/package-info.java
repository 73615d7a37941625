/// An example: see docs/any-jvm-server.md.
@NullMarked
package dev.stopwater.examples.helidon;

import org.jspecify.annotations.NullMarked;
