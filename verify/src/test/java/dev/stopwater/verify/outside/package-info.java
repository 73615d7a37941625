/// Projects outside the tree that use our artefacts.
@NullMarked
package dev.stopwater.verify.outside;

import org.jspecify.annotations.NullMarked;
