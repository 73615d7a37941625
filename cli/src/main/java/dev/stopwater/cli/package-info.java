/// The commands.
@NullMarked
package dev.stopwater.cli;

import org.jspecify.annotations.NullMarked;
