/// The rules for names and addresses, each with the messages that clients are shown.
@NullMarked
package dev.stopwater.machinery.names;

import org.jspecify.annotations.NullMarked;
