/// Trees of JSON values, for the write path only: reads ship bytes and never touch this package.
@NullMarked
package dev.stopwater.machinery.value;

import org.jspecify.annotations.NullMarked;
