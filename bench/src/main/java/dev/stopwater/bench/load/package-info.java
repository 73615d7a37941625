/// Makers of load: h2load for closed loops that no bench may slow down, and HTTP/2 connections of
/// our own, with few threads and many streams, for schedules, watches and writers; nginx as the
/// limit of the machine.
@NullMarked
package dev.stopwater.bench.load;

import org.jspecify.annotations.NullMarked;
