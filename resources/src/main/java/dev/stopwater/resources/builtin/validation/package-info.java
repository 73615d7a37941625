/// What makes an object of a built-in kind invalid, in upstream's words and order.
@NullMarked
package dev.stopwater.resources.builtin.validation;

import org.jspecify.annotations.NullMarked;
