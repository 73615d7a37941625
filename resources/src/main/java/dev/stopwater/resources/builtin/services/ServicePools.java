package dev.stopwater.resources.builtin.services;

import java.util.random.RandomGenerator;

/// The addresses and ports of one cluster. Not thread-safe: its owner locks.
///
/// @param addresses by their place in the range
record ServicePools(AddressRange range, NumberPool addresses, NumberPool ports) {

  static final long FIRST_PORT = 30_000;
  static final long LAST_PORT = 32_767;

  private static final int ADDRESS_SHARE = 16;
  private static final int MOST_LOW_ADDRESSES = 256;
  private static final int PORT_SHARE = 32;
  private static final int MOST_LOW_PORTS = 128;

  static ServicePools of(AddressRange range, RandomGenerator random) {
    return new ServicePools(
        range,
        new NumberPool(1, range.usable(), ADDRESS_SHARE, MOST_LOW_ADDRESSES, random),
        new NumberPool(FIRST_PORT, LAST_PORT - FIRST_PORT + 1, PORT_SHARE, MOST_LOW_PORTS, random));
  }
}
