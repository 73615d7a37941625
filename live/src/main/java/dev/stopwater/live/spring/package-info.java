/// For Spring Boot: nothing to write, see [LiveAutoConfiguration].
@NullMarked
package dev.stopwater.live.spring;

import org.jspecify.annotations.NullMarked;
