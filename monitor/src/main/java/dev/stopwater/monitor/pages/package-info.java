/// What the monitor knows, as a page and as JSON, for whatever HTTP server there is.
@NullMarked
package dev.stopwater.monitor.pages;

import org.jspecify.annotations.NullMarked;
