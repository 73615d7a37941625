/// The gates that every server has.
@NullMarked
package dev.stopwater.admission.builtin;

import org.jspecify.annotations.NullMarked;
