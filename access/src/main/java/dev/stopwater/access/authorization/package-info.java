/// Whether they may.
@NullMarked
package dev.stopwater.access.authorization;

import org.jspecify.annotations.NullMarked;
