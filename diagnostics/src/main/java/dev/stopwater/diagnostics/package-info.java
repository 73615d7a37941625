/// Ourselves, over HTTP: the profiles.
@NullMarked
package dev.stopwater.diagnostics;

import org.jspecify.annotations.NullMarked;
