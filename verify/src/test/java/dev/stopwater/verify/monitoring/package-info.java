/// What is shipped for those who watch the server from outside.
@NullMarked
package dev.stopwater.verify.monitoring;

import org.jspecify.annotations.NullMarked;
