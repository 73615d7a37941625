/// What a kind is: names, scope, verbs, subresources, schema.
@NullMarked
package dev.stopwater.resources.definition;

import org.jspecify.annotations.NullMarked;
