/// The ledger: deadlines, hand-off, registry of live requests, task groups, named loops.
@NullMarked
package dev.stopwater.lifecycle;

import org.jspecify.annotations.NullMarked;
