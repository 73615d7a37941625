/// Fair queues, shuffle sharding, seats.
@NullMarked
package dev.stopwater.flowcontrol.queue;

import org.jspecify.annotations.NullMarked;
