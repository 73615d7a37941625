/// What went wrong, in the words that clients match on.
@NullMarked
package dev.stopwater.machinery.errors;

import org.jspecify.annotations.NullMarked;
