/// Whether the server lives and is ready, and which version it is.
@NullMarked
package dev.stopwater.server.health;

import org.jspecify.annotations.NullMarked;
