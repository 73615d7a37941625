/// Who asks, and whether they may.
@NullMarked
package dev.stopwater.access;

import org.jspecify.annotations.NullMarked;
