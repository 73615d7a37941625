/// Whatever went wrong, as a Status.
@NullMarked
package dev.stopwater.server.errors;

import org.jspecify.annotations.NullMarked;
