package dev.stopwater.junit;

/// When the objects of a cluster become what they were as the first test of the class began: those
/// of a fresh cluster, and what `@BeforeAll` made. Watches go on meanwhile, and see it as writes;
/// resource versions grow.
public enum Reset {

  /// Before each test. The tests of a class then run one at a time, whatever JUnit is told.
  EACH_TEST,

  /// Not while the tests of the class run: they may build on each other.
  NEVER
}
