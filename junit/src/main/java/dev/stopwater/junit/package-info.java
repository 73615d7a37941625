/// An extension of JUnit for those who test controllers, operators and other clients of Kubernetes.
@NullMarked
package dev.stopwater.junit;

import org.jspecify.annotations.NullMarked;
