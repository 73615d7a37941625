/// The profiles as pages: what is answered to whom asks below `/debug/pprof`, whatever HTTP server
/// asks.
@NullMarked
package dev.stopwater.profiles.pages;

import org.jspecify.annotations.NullMarked;
