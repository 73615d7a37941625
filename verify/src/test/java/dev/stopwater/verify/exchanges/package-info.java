/// What kube-apiserver was recorded to answer, asked of ours: files of scenarios, the connection
/// that performs them, the masks over what differs from run to run, and the comparison.
@NullMarked
package dev.stopwater.verify.exchanges;

import org.jspecify.annotations.NullMarked;
