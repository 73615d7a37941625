/// The servers that are measured: how they are reached, and what the operating system says of their
/// processes.
@NullMarked
package dev.stopwater.bench.targets;

import org.jspecify.annotations.NullMarked;
