/// How a handler's result reaches the thread that answers: as kube-apiserver 1.12 and 1.17 did it.
@NullMarked
package dev.stopwater.lab.handoff;

import org.jspecify.annotations.NullMarked;
