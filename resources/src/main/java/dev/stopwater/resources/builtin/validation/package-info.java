/// Which objects of the built-in kinds are valid, in upstream's words and order.
///
/// Everything here is a pure function that adds faults to a list; nothing changes an object.
@NullMarked
package dev.stopwater.resources.builtin.validation;

import org.jspecify.annotations.NullMarked;
