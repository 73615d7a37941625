/// From one ServerConfig to one running ApiServer.
@NullMarked
package dev.stopwater.assembly;

import org.jspecify.annotations.NullMarked;
