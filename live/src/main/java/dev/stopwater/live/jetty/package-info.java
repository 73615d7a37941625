/// For Jetty 12: [LiveHandler].
@NullMarked
package dev.stopwater.live.jetty;

import org.jspecify.annotations.NullMarked;
