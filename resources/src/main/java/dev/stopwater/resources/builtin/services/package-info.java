/// What Services are given: cluster addresses and node ports, each to one Service at a time.
@NullMarked
package dev.stopwater.resources.builtin.services;

import org.jspecify.annotations.NullMarked;
