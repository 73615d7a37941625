/// What may be written: first change it, then judge it.
@NullMarked
package dev.stopwater.admission;

import org.jspecify.annotations.NullMarked;
