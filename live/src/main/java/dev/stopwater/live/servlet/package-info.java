/// For servlet containers: [LiveFilter].
@NullMarked
package dev.stopwater.live.servlet;

import org.jspecify.annotations.NullMarked;
