/// Keys and certificates: made at the first start, read from files afterwards.
@NullMarked
package dev.stopwater.assembly.pki;

import org.jspecify.annotations.NullMarked;
