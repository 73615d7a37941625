/// One class per verb: what a request for a resource does.
@NullMarked
package dev.stopwater.server.verb;

import org.jspecify.annotations.NullMarked;
