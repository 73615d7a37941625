/// Kubernetes' protobuf, driven by a table of messages: bytes to the trees that JSON would have
/// given.
@NullMarked
package dev.stopwater.machinery.codec.protobuf;

import org.jspecify.annotations.NullMarked;
