/// Bytes to objects and back, as Go's JSON and YAML libraries do it: JSON, YAML, and the texts in
/// which Go prints values, times and durations.
///
/// Everything here is a pure function, safe on every thread, and bounded on hostile input: nothing
/// recurses with the depth of a document.
@NullMarked
package dev.stopwater.machinery.codec;

import org.jspecify.annotations.NullMarked;
