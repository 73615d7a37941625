/// One night of the incident: a server in a JVM of its own, a platform that pulls, other clients.
@NullMarked
package dev.stopwater.lab.night;

import org.jspecify.annotations.NullMarked;
