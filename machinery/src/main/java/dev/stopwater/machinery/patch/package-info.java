/// Patches: a value and a patch make a new value. JSON patch, merge patch, strategic merge patch.
///
/// Everything here is pure, and never changes what it was given.
@NullMarked
package dev.stopwater.machinery.patch;

import org.jspecify.annotations.NullMarked;
