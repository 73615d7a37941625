package dev.stopwater.lab.scene;

import java.util.Locale;

/// What clients do that behave badly.
public enum Scene {
  /// They ask for a large list and do not read it.
  SLOW_READER("ask for a large list and stop reading it"),
  /// They send half of a body and pause.
  PAUSED_CLIENT("send half of a body and pause"),
  /// They watch, and do not read what happens.
  STALLED_WATCH("watch objects that change, and do not read"),
  /// They all come at once.
  BURST("ask for a large list all at once, and read it");

  private final String does;

  Scene(String does) {
    this.does = does;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String does() {
    return does;
  }
}
