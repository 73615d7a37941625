package dev.stopwater.resources.builtin.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Reservations.Reservation;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ServiceReservationsTest {

  private static final Definition SERVICES =
      Objects.requireNonNull(Catalog.builtin().find("", "v1", "services"));
  private static final long SEED = 20_261;

  private final ServiceReservations reservations = inRange("10.0.0.0/16", SEED);

  private static ServiceReservations inRange(String range, long seed) {
    System.out.println("seed " + seed);
    return new ServiceReservations(new AddressRange(range), new Random(seed), AddressRecords.NONE);
  }

  private static MapValue service(String type, long... nodePorts) {
    ListValue ports = new ListValue();
    long number = 80;
    for (long nodePort : nodePorts) {
      MapValue port = MapValue.of("port", number++, "protocol", "TCP");
      ports.add(nodePort == 0 ? port : port.put("nodePort", nodePort));
    }
    return MapValue.of(
        "metadata",
        MapValue.of("name", "a", "namespace", "n"),
        "spec",
        MapValue.of("type", type, "ports", ports));
  }

  private static MapValue at(String address) {
    MapValue service = service("ClusterIP", 0);
    service
        .mapOrPut("spec")
        .put("clusterIP", address)
        .put("clusterIPs", ListValue.ofTexts(List.of(address)));
    return service;
  }

  private Reservation create(MapValue service) {
    return reservations.reserve(SERVICES, service, null, false);
  }

  private static String address(MapValue service) {
    return String.valueOf(service.textAt("spec", "clusterIP"));
  }

  private static List<Long> nodePorts(MapValue service) {
    return service.mapOrEmpty("spec").listOrEmpty("ports").maps().stream()
        .map(port -> port.integer("nodePort", 0))
        .toList();
  }

  @Test
  void concurrentCreationsShareNeitherAddressNorPort() throws Exception {
    List<Callable<MapValue>> creations = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      creations.add(() -> {
        MapValue service = service("NodePort", 0, 0);
        create(service).keep();
        return service;
      });
    }
    Set<String> addresses = new HashSet<>();
    Set<Long> ports = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var made : threads.invokeAll(creations)) {
        addresses.add(address(made.get()));
        ports.addAll(nodePorts(made.get()));
      }
    }
    assertThat(addresses).hasSize(400);
    assertThat(ports).hasSize(800);
  }

  @Test
  void whatStoredServicesHaveIsTakenAfterARestart() {
    MapValue before = service("NodePort", 0);
    create(before).keep();
    ServiceReservations restarted = inRange("10.0.0.0/16", SEED + 1);
    restarted.fill(List.of(before));

    assertThatThrownBy(() -> restarted.reserve(SERVICES, at(address(before)), null, false))
        .hasMessageContaining("provided IP is already allocated");
    assertThatThrownBy(() ->
            restarted.reserve(
                SERVICES, service("NodePort", nodePorts(before).getFirst()), null, false))
        .hasMessageContaining("provided port is already allocated");
  }

  @Test
  void whatWasUndoneOrDeletedIsFree() {
    create(at("10.0.0.7")).undo();
    MapValue made = at("10.0.0.7");
    create(made).keep();
    reservations.reserve(SERVICES, new MapValue(), made, false).keep();
    create(at("10.0.0.7")).keep();
    assertThatThrownBy(() -> create(at("10.0.0.7"))).isInstanceOf(StatusException.class);
  }

  @Test
  void theOldAddressStaysTakenUntilItsServiceWasStoredWithoutIt() {
    MapValue old = at("10.0.0.8");
    create(old).keep();
    MapValue external = service("ExternalName", 0);
    Reservation leaving = reservations.reserve(SERVICES, external, old, false);
    assertThatThrownBy(() -> create(at("10.0.0.8"))).isInstanceOf(StatusException.class);
    leaving.keep();
    create(at("10.0.0.8")).keep();
  }

  @Test
  void aDryRunTakesNothingAndShowsWhatNobodyHas() {
    MapValue service = service("NodePort", 0, 30_500);
    reservations.reserve(SERVICES, service, null, true).undo();
    assertThat(address(service)).isEqualTo("10.0.0.0");
    assertThat(nodePorts(service)).containsExactly(32_769L, 30_500L);
    create(service("NodePort", 30_500)).keep();
    assertThatThrownBy(
            () -> reservations.reserve(SERVICES, service("NodePort", 30_500), null, true))
        .hasMessageContaining("provided port is already allocated");
  }

  @Test
  void aRefusedWriteLeavesNothingTaken() {
    MapValue partly = service("NodePort", 30_600, 80);
    assertThatThrownBy(() -> create(partly))
        .hasMessageContaining(
            "spec.ports[1].nodePort: Invalid value: 80: provided port is not in the valid range."
                + " The range of valid ports is 30000-32767");
    create(service("NodePort", 30_600)).keep();
  }

  @Test
  void aFullRangeSaysSo() {
    ServiceReservations small = inRange("10.0.0.0/29", SEED);
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      MapValue service = service("ClusterIP", 0);
      small.reserve(SERVICES, service, null, false).keep();
      addresses.add(address(service));
    }
    assertThat(addresses).hasSize(6).doesNotContain("10.0.0.0", "10.0.0.7");
    assertThatThrownBy(() -> small.reserve(SERVICES, service("ClusterIP", 0), null, false))
        .hasMessageContaining("range is full");
  }

  @Test
  void oneNumberInTwoProtocolsIsOneNodePort() {
    MapValue service = service("NodePort", 0, 30_700);
    MapValue second = service.mapOrPut("spec").listOrEmpty("ports").mapAt(1);
    second.put("port", 80).put("protocol", "UDP");
    create(service).keep();
    assertThat(nodePorts(service)).containsExactly(30_700L, 30_700L);
  }
}
