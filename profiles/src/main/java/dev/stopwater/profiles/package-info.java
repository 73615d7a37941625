/// Live profiles of a JVM in pprof's format, and the proof that a request leaked. Knows nothing of
/// Kubernetes nor of HTTP.
@NullMarked
package dev.stopwater.profiles;

import org.jspecify.annotations.NullMarked;
