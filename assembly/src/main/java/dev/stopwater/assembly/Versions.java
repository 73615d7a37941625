package dev.stopwater.assembly;

/// Which versions this build is and serves.
public final class Versions {

  public static final String STOPWATER = "0.1.0";

  /// The release whose API is served.
  public static final String KUBERNETES = "v1.36.3";

  private Versions() {}
}
