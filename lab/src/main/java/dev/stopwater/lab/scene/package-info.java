/// Small scenes against any API server: who stops reading, who pauses, who stalls, who comes at
/// once.
@NullMarked
package dev.stopwater.lab.scene;

import org.jspecify.annotations.NullMarked;
