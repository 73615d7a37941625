/// Whose turn it is: API priority and fairness (KEP-1040).
@NullMarked
package dev.stopwater.flowcontrol;

import org.jspecify.annotations.NullMarked;
