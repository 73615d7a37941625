/// API servers as the lab's clients reach them.
@NullMarked
package dev.stopwater.lab.client;

import org.jspecify.annotations.NullMarked;
