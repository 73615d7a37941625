/// An example: see docs/any-jvm-server.md.
@NullMarked
package dev.stopwater.examples.springboot;

import org.jspecify.annotations.NullMarked;
