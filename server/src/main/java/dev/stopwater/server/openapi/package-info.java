/// The catalog as OpenAPI, versions 2 and 3.
@NullMarked
package dev.stopwater.server.openapi;

import org.jspecify.annotations.NullMarked;
