/// What Tables show of built-in kinds: a text table says which columns there are, and small pure
/// functions compute the cells that are more than a field of the object.
@NullMarked
package dev.stopwater.resources.builtin.columns;

import org.jspecify.annotations.NullMarked;
