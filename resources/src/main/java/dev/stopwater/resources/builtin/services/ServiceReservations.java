package dev.stopwater.resources.builtin.services;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.Reservations;
import dev.stopwater.resources.builtin.preparation.ServicePreparation;
import dev.stopwater.resources.builtin.validation.ServiceAddresses;
import dev.stopwater.resources.builtin.validation.ServiceUpdates;
import dev.stopwater.resources.definition.Definition;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives each Service its cluster address and its node ports, none of them to two.
///
/// Who has what is known from the stored Services and kept in memory only: [#fill] reads them once,
/// before the first write. A write takes what it newly needs before it is stored; what the Service
/// no longer uses is free only after it was, so that at no time two Services are stored with one
/// address, whichever write wins.
///
/// Any thread. One lock guards the pools. It is the innermost: nothing foreign is called under it,
/// no other lock is taken under it, and it is held for the time of one Service's allocation.
public final class ServiceReservations implements Reservations {

  private final AddressRange range;
  private final AddressRecords records;
  private final ReentrantLock lock = new ReentrantLock();
  private final ServicePools pools; // guarded by lock

  public ServiceReservations(AddressRange range, RandomGenerator random, AddressRecords records) {
    this.range = range;
    this.records = records;
    this.pools = ServicePools.of(range, random);
  }

  /// Takes what stored Services have.
  public void fill(Iterable<MapValue> services) {
    for (MapValue service : services) {
      Held held = Held.by(service, range);
      lock.lock();
      try {
        held.addresses().forEach(pools.addresses()::take);
        held.ports().forEach(pools.ports()::take);
      } finally {
        lock.unlock();
      }
      tell(held.addresses(), service);
    }
  }

  /// Takes what stored Services have and nothing else, after the store was made to hold others than
  /// those that were written through here.
  public void refill(Iterable<MapValue> services) {
    lock.lock();
    try {
      pools.addresses().freeAll();
      pools.ports().freeAll();
    } finally {
      lock.unlock();
    }
    fill(services);
  }

  @Override
  public Reservation reserve(
      Definition definition, MapValue object, @Nullable MapValue old, boolean dryRun) {
    if (!definition.kind().equals("Service") || !definition.group().isEmpty()) {
      return NOTHING;
    }
    Held before = old == null ? Held.NOTHING : Held.by(old, range);
    if (object.isEmpty()) {
      return new Taken(Held.NOTHING, before, null, object);
    }
    FieldErrors errors = new FieldErrors();
    MapValue spec = object.mapOrPut("spec");
    checkAlone(object, old, errors);
    refuse(definition, object, errors);
    if (range.isIpv4()) {
      ServiceFamilies.check(spec, errors);
    }
    refuse(definition, object, errors);
    Allocation allocation = new Allocation(pools, spec, before, old == null, dryRun, errors);
    allocate(allocation, Metadata.name(object), errors);
    refuse(definition, object, errors);
    return new Taken(Held.by(object, range), before, allocation, object);
  }

  /// What the object alone tells is wrong with its addresses, before any of them is taken.
  private static void checkAlone(MapValue object, @Nullable MapValue old, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    if (!ServicePreparation.needsClusterIp(spec)
        || spec.text("clusterIP", "").equals(Addresses.NONE)) {
      return;
    }
    ServiceAddresses.check(object, errors);
    if (old != null && errors.isEmpty()) {
      ServiceUpdates.primaryAddress(spec, old.mapOrEmpty("spec"), errors);
    }
  }

  private void allocate(Allocation allocation, String name, FieldErrors errors) {
    boolean given = false;
    lock.lock();
    try {
      allocation.take(name);
      given = errors.isEmpty();
    } finally {
      if (!given) {
        allocation.undo();
      }
      lock.unlock();
    }
  }

  private static void refuse(Definition definition, MapValue object, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw StatusException.invalid(definition.groupKind(), Metadata.name(object), errors.all());
    }
  }

  private void tell(Set<Long> addresses, MapValue service) {
    for (long offset : addresses) {
      records.taken(range.address(offset), Metadata.namespace(service), Metadata.name(service));
    }
  }

  /// One write's reservation.
  private final class Taken implements Reservation {

    private final Held now;
    private final Held before;
    private final @Nullable Allocation allocation;
    private final MapValue service;

    Taken(Held now, Held before, @Nullable Allocation allocation, MapValue service) {
      this.now = now;
      this.before = before;
      this.allocation = allocation;
      this.service = service;
    }

    @Override
    public void keep() {
      Set<Long> left = new HashSet<>(before.addresses());
      left.removeAll(now.addresses());
      left.forEach(offset -> records.freed(range.address(offset)));
      Set<Long> ports = new HashSet<>(before.ports());
      ports.removeAll(now.ports());
      lock.lock();
      try {
        left.forEach(pools.addresses()::free);
        ports.forEach(pools.ports()::free);
      } finally {
        lock.unlock();
      }
      if (allocation != null) {
        tell(allocation.addresses(), service);
      }
    }

    @Override
    public void undo() {
      if (allocation != null) {
        lock.lock();
        try {
          allocation.undo();
        } finally {
          lock.unlock();
        }
      }
    }
  }
}
