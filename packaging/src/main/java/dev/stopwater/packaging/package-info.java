/// The runtime image: Stopwater with a Java runtime of its own, for those who install it.
@NullMarked
package dev.stopwater.packaging;

import org.jspecify.annotations.NullMarked;
