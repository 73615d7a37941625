package dev.stopwater.lifecycle;

import org.jspecify.annotations.Nullable;

/// What can be filed in a [Wheel]: the links are part of the thing itself, so that filing allocates
/// nothing. All fields are guarded by the stripe's lock, but for `stripe`, which is set once,
/// before the node is shared.
abstract class WheelNode {

  /// The node is in no list.
  static final int NOWHERE = -1;

  @Nullable Stripe stripe;
  @Nullable WheelNode previous;
  @Nullable WheelNode next;
  int slot = NOWHERE;
  long dueTick;
}
