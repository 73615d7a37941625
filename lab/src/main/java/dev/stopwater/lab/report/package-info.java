/// What was measured, as HTML with charts, as Markdown and as JSON.
@NullMarked
package dev.stopwater.lab.report;

import org.jspecify.annotations.NullMarked;
