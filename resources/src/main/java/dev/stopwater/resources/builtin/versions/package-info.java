/// How built-in kinds that are served in several versions or groups are told in each of them.
@NullMarked
package dev.stopwater.resources.builtin.versions;

import org.jspecify.annotations.NullMarked;
