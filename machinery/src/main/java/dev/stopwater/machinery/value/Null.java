package dev.stopwater.machinery.value;

/// JSON's `null`.
public enum Null implements Value {
  NULL;

  @Override
  public Value copy() {
    return this;
  }
}
