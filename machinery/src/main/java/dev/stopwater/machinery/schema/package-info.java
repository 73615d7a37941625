/// The shape of typed objects: what fields a Go type has, how lists merge, what is shown when
/// empty.
@NullMarked
package dev.stopwater.machinery.schema;

import org.jspecify.annotations.NullMarked;
