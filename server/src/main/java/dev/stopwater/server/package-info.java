/// What HTTP requests mean.
@NullMarked
package dev.stopwater.server;

import org.jspecify.annotations.NullMarked;
