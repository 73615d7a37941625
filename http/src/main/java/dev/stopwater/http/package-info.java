/// Our view of HTTP, and the engine behind it.
@NullMarked
package dev.stopwater.http;

import org.jspecify.annotations.NullMarked;
