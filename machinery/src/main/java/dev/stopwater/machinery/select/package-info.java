/// Which objects a client wants: label and field selectors.
@NullMarked
package dev.stopwater.machinery.select;

import org.jspecify.annotations.NullMarked;
