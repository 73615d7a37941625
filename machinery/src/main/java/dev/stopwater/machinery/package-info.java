/// Objects: values, codecs, selectors, patches, names, quantities.
@NullMarked
package dev.stopwater.machinery;

import org.jspecify.annotations.NullMarked;
