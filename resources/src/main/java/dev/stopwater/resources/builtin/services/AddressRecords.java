package dev.stopwater.resources.builtin.services;

/// Told whose an address is; upstream keeps an IPAddress object for each.
///
/// Called on the thread of the write, after it was committed and without any lock.
public interface AddressRecords {

  AddressRecords NONE =
      new AddressRecords() {
        @Override
        public void taken(String address, String namespace, String service) {}

        @Override
        public void freed(String address) {}
      };

  void taken(String address, String namespace, String service);

  void freed(String address);
}
