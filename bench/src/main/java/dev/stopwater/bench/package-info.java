/// Load runs, and the figures that decisions rest on.
@NullMarked
package dev.stopwater.bench;

import org.jspecify.annotations.NullMarked;
