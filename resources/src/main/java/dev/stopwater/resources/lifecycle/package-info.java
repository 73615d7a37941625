/// How objects end: namespaces that are emptied, finalizers, owners.
@NullMarked
package dev.stopwater.resources.lifecycle;

import org.jspecify.annotations.NullMarked;
