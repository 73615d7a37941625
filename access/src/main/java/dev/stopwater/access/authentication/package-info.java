/// Who asks: certificates, tokens, anonymous.
@NullMarked
package dev.stopwater.access.authentication;

import org.jspecify.annotations.NullMarked;
