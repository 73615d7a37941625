/// What is served, as clients ask for it before they ask for anything else: functions of the
/// catalog.
@NullMarked
package dev.stopwater.server.discovery;

import org.jspecify.annotations.NullMarked;
