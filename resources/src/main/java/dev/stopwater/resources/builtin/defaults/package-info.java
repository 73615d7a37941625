/// What the server fills in where a client said nothing, type by type.
@NullMarked
package dev.stopwater.resources.builtin.defaults;

import org.jspecify.annotations.NullMarked;
