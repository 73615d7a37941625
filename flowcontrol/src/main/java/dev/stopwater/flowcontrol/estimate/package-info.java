/// How wide and how long a request will be.
@NullMarked
package dev.stopwater.flowcontrol.estimate;

import org.jspecify.annotations.NullMarked;
