package dev.stopwater.assembly;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Deletion;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.builtin.services.AddressRecords;
import java.util.function.Supplier;

/// Keeps an IPAddress object for each address of a Service, for people to look at; who has which
/// address is decided without them.
final class AddressObjects implements AddressRecords {

  private final Supplier<ResourceStore> addresses;

  /// @param addresses asked for at each use, since it is made later than this
  AddressObjects(Supplier<ResourceStore> addresses) {
    this.addresses = addresses;
  }

  @Override
  public void taken(String address, String namespace, String service) {
    ResourceStore store = addresses.get();
    if (store.find("", address) == null) {
      attempt(() -> store.create(object(address, namespace, service), Write.OWN));
    }
  }

  @Override
  public void freed(String address) {
    attempt(() -> addresses.get().delete("", address, Deletion.DEFAULT, Write.OWN));
  }

  private static MapValue object(String address, String namespace, String service) {
    MapValue labels =
        MapValue.of(
            "ipaddress.kubernetes.io/ip-family",
            address.contains(":") ? "IPv6" : "IPv4",
            "ipaddress.kubernetes.io/managed-by",
            "ipallocator.k8s.io");
    MapValue parent = MapValue.of("resource", "services", "namespace", namespace, "name", service);
    return MapValue.of(
        "kind",
        "IPAddress",
        "apiVersion",
        "networking.k8s.io/v1",
        "metadata",
        MapValue.of("name", address, "labels", labels),
        "spec",
        MapValue.of("parentRef", parent));
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  /// The Service itself is stored already: what becomes of its record does not change the answer.
  private static void attempt(Step step) {
    try {
      step.run();
    } catch (StatusException e) {
      return; // somebody made or deleted it first
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
