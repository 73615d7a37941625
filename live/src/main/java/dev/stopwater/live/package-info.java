/// Live profiles and the proof of a leak for any server on the JVM; begin with [LiveProfiles].
@NullMarked
package dev.stopwater.live;

import org.jspecify.annotations.NullMarked;
