/// The kinds that ship with us, as data: one text file, its grammar, and what becomes of it.
@NullMarked
package dev.stopwater.resources.builtin.kinds;

import org.jspecify.annotations.NullMarked;
