/// From method and URL to verb, resource, subresource and options.
@NullMarked
package dev.stopwater.server.request;

import org.jspecify.annotations.NullMarked;
