/// The HTTP engine: Jetty, known nowhere else. Its threads read, write and time; the handlers run
/// on virtual threads of the ledger.
@NullMarked
package dev.stopwater.http.engine;

import org.jspecify.annotations.NullMarked;
