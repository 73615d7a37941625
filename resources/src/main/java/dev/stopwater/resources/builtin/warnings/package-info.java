/// What clients are warned about when they write built-in kinds.
@NullMarked
package dev.stopwater.resources.builtin.warnings;

import org.jspecify.annotations.NullMarked;
