/// A TCP link whose weather can be made bad: latency, jitter, bandwidth, stalls, resets.
@NullMarked
package dev.stopwater.lab.link;

import org.jspecify.annotations.NullMarked;
