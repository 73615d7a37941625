/// The immutable [Catalog] of all kinds served now.
@NullMarked
package dev.stopwater.resources.catalog;

import org.jspecify.annotations.NullMarked;
