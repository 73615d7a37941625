/// Extensions of JUnit for tests of servers.
@NullMarked
package dev.stopwater.junit;

import org.jspecify.annotations.NullMarked;
