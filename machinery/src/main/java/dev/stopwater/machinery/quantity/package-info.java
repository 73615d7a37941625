/// Amounts of resources, as in `cpu: 500m` and `memory: 1Gi`.
@NullMarked
package dev.stopwater.machinery.quantity;

import org.jspecify.annotations.NullMarked;
