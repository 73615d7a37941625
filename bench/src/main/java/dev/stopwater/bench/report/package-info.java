/// What was measured, as Markdown: middle and spread, ratios, the machine.
@NullMarked
package dev.stopwater.bench.report;

import org.jspecify.annotations.NullMarked;
