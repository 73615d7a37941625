/// For Helidon 4: [LiveFilter].
@NullMarked
package dev.stopwater.live.helidon;

import org.jspecify.annotations.NullMarked;
