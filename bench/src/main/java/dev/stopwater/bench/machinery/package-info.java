/// What the machinery of a request's life costs: one road with it and without, in one process.
@NullMarked
package dev.stopwater.bench.machinery;

import org.jspecify.annotations.NullMarked;
