/// The kinds that ship with us: their rules as tables and small functions.
@NullMarked
package dev.stopwater.resources.builtin;

import org.jspecify.annotations.NullMarked;
