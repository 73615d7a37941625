/// An example: see docs/any-jvm-server.md.
@NullMarked
package dev.stopwater.examples.vertx;

import org.jspecify.annotations.NullMarked;
