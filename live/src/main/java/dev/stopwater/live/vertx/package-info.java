/// For Vert.x 5: [BlockingHandler].
@NullMarked
package dev.stopwater.live.vertx;

import org.jspecify.annotations.NullMarked;
