/// What differs from kind to kind when an object is written: which of its fields the server owns.
@NullMarked
package dev.stopwater.resources.builtin.preparation;

import org.jspecify.annotations.NullMarked;
