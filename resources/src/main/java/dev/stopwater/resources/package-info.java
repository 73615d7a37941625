/// One kind's verbs on stored objects.
@NullMarked
package dev.stopwater.resources;

import org.jspecify.annotations.NullMarked;
