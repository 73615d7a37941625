/// An example: see docs/any-jvm-server.md.
@NullMarked
package dev.stopwater.examples.jetty;

import org.jspecify.annotations.NullMarked;
