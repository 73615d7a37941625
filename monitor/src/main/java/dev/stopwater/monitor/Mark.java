package dev.stopwater.monitor;

import java.time.Instant;

/// That an alarm began or ended.
///
/// @param text in a sentence
public record Mark(Instant at, Signal signal, boolean firing, String text) implements Entry {}
