/// The incident of a night, replayed and measured; and four scenes against any API server.
@NullMarked
package dev.stopwater.lab;

import org.jspecify.annotations.NullMarked;
