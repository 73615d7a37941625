package dev.stopwater.profiles;

/// Somebody else is taking this profile, of which there can be only one at a time.
public final class ProfileBusyException extends Exception {

  private static final long serialVersionUID = 1L;
}
