/// Negotiation and the forms in which objects are answered.
@NullMarked
package dev.stopwater.server.representation;

import org.jspecify.annotations.NullMarked;
