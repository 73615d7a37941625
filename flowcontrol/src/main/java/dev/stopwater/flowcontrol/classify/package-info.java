/// From a request to its flow and its priority level.
@NullMarked
package dev.stopwater.flowcontrol.classify;

import org.jspecify.annotations.NullMarked;
