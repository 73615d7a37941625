/// From the documents of a running server, or of files that hold them, to our data file.
@NullMarked
package dev.stopwater.resources.importer;

import org.jspecify.annotations.NullMarked;
