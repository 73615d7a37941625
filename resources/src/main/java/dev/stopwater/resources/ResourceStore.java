package dev.stopwater.resources;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Gate.Operation;
import dev.stopwater.resources.Reservations.Reservation;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreException;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.WatchCache;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind's objects: create, update and delete them under an optimistic lock. Reads go to the
/// [WatchCache], which holds every answered write.
///
/// Each method runs on its caller's thread and blocks while a write becomes durable. A write that
/// loses a race without having asked for a version is tried again on what won.
public final class ResourceStore {

  private static final int NAME_ATTEMPTS = 8;

  private final Definition definition;
  private final Store store;
  private final String prefix;
  private final WatchCache cache;
  private final KindRules rules;
  private final Reservations reservations;
  private final InstantSource clock;

  /// @param definition in the version in which objects are stored
  /// @param prefix of the keys, with a slash at its end
  public ResourceStore(
      Definition definition,
      Store store,
      String prefix,
      WatchCache cache,
      KindRules rules,
      Reservations reservations,
      InstantSource clock) {
    this.definition = definition;
    this.store = store;
    this.prefix = prefix;
    this.cache = cache;
    this.rules = rules;
    this.reservations = reservations;
    this.clock = clock;
  }

  public Definition definition() {
    return definition;
  }

  public WatchCache cache() {
    return cache;
  }

  /// The key below the kind's prefix.
  public static String key(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /// Where an object is in the store.
  public String storageKey(Item present) {
    return prefix + present.key();
  }

  public @Nullable Item find(String namespace, String name) {
    return cache.find(key(namespace, name));
  }

  /// @throws StatusException 404
  public Item require(String namespace, String name) {
    return require(definition, namespace, name);
  }

  /// @param as the kind in the group of which the answer speaks
  /// @throws StatusException 404
  public Item require(Definition as, String namespace, String name) {
    Item item = find(namespace, name);
    if (item == null) {
      throw StatusException.notFound(as.groupResource(), name);
    }
    return item;
  }

  /// The object of an item as a tree, without its resourceVersion.
  public static MapValue tree(Item item) {
    MapValue object = (MapValue) Json.parse(item.json());
    Metadata.of(object).remove("resourceVersion");
    return object;
  }

  /// Stores a new object, which the caller decoded, defaulted and gave its namespace.
  ///
  /// @throws StatusException 409 if the name is taken, 422 if the object is invalid, or whatever
  ///   the gate throws
  public Written create(MapValue object, Write write) throws InterruptedException {
    String base = Metadata.of(object).text("generateName", "");
    boolean generate = Metadata.name(object).isEmpty() && !base.isEmpty();
    for (int attempt = 1; ; attempt++) {
      MapValue candidate = generate ? object.copy() : object;
      if (generate) {
        Metadata.of(candidate).put("name", GeneratedName.after(base));
      }
      try {
        return createOnce(candidate, write);
      } catch (StatusException e) {
        boolean taken = generate && e.code() == 409 && e.reason().equals("AlreadyExists");
        if (!taken || attempt == NAME_ATTEMPTS) {
          throw taken ? noUniqueName(Metadata.name(candidate)) : e;
        }
      }
    }
  }

  private StatusException noUniqueName(String name) {
    return new StatusException(
        409,
        "AlreadyExists",
        StatusException.alreadyExists(definition.groupResource(), name).message()
            + ", the server was not able to generate a unique name for the object",
        new StatusException.Details(
            name, definition.group(), definition.resource(), "", List.of(), 1));
  }

  private Written createOnce(MapValue object, Write write) throws InterruptedException {
    String version = Metadata.resourceVersion(object);
    Metadata.begin(object, clock.instant());
    write.gate().admit(Operation.CREATE, object, null);
    rules.prepareForCreate(definition, object);
    String name = Metadata.name(object);
    String key = prefix + key(Metadata.namespace(object), name);
    Reservation reservation = reservations.reserve(definition, object, null, write.dryRun());
    boolean kept = false;
    try {
      FieldErrors errors = new FieldErrors();
      rules.validateCreate(as(write), object, errors);
      refuse(object, errors);
      write.gate().judge(Operation.CREATE, object, null);
      if (!write.dryRun() && Versions.isSet(version)) {
        throw StatusException.unknown("resourceVersion should not be set on objects to be created");
      }
      if (cache.find(key(Metadata.namespace(object), name)) != null) {
        throw StatusException.alreadyExists(as(write).groupResource(), name);
      }
      MapValue shown = readBack(object);
      byte[] stored = JsonWriter.encodeForStore(shown);
      if (write.dryRun()) {
        return new Written(shown, stored, true);
      }
      Outcome outcome = commit(Change.create(key, stored));
      if (!(outcome instanceof Outcome.Committed committed)) {
        throw StatusException.alreadyExists(as(write).groupResource(), name);
      }
      reservation.keep();
      kept = true;
      return new Written(shown, JsonWriter.splice(stored, committed.revision()), true);
    } finally {
      if (!kept) {
        reservation.undo();
      }
    }
  }

  /// The object as it is read once it is stored: what preparation took or left empty has its
  /// default again.
  private MapValue readBack(MapValue object) {
    rules.applyDefaults(definition, object);
    return rules.shown(definition, object);
  }

  /// The kind by whose rules a write is judged.
  private Definition as(Write write) {
    return write.as() == null ? definition : write.as();
  }

  /// A change to an object: from what is there to what is wanted. Runs again on each attempt.
  @FunctionalInterface
  public interface Edit {

    MapValue apply(Item present);
  }

  /// Replaces an object by what `edit` makes of it.
  ///
  /// The wanted object's `resourceVersion`, if given, is a precondition.
  ///
  /// @throws StatusException 404, 409, 422, or whatever the edit or the gate throws
  public Written update(String namespace, String name, Edit edit, Write write)
      throws InterruptedException {
    while (true) {
      Written written = updateOnce(require(as(write), namespace, name), edit, write);
      if (written != null) {
        return written;
      }
    }
  }

  /// @return null if another write came first and the edit did not ask for a version
  private @Nullable Written updateOnce(Item present, Edit edit, Write write)
      throws InterruptedException {
    MapValue old = tree(present);
    MapValue now = edit.apply(present);
    checkVersion(as(write), present, now);
    Metadata.keep(now, old);
    write.gate().admit(Operation.UPDATE, now, old);
    rules.prepareForUpdate(definition, now, old, write.subresource());
    MapValue kept = Deletion.finished(now) ? new MapValue() : now;
    Reservation reservation = reservations.reserve(definition, kept, old, write.dryRun());
    boolean committed = false;
    try {
      FieldErrors errors = new FieldErrors();
      rules.validateUpdate(as(write), now, old, write.subresource(), errors);
      refuse(now, errors);
      write.gate().judge(Operation.UPDATE, now, old);
      MapValue shown = readBack(now);
      if (shown.equals(old)) {
        return new Written(old, present.json(), false);
      }
      Written written = replace(present, shown, write.dryRun());
      if (written != null && !write.dryRun()) {
        reservation.keep();
        committed = true;
      }
      return written;
    } finally {
      if (!committed) {
        reservation.undo();
      }
    }
  }

  private @Nullable Written replace(Item present, MapValue now, boolean dryRun)
      throws InterruptedException {
    byte[] stored = JsonWriter.encodeForStore(now);
    String key = prefix + present.key();
    if (dryRun) {
      return new Written(now, JsonWriter.splice(stored, present.revision()), false);
    }
    if (Deletion.finished(now)) {
      return commit(Change.delete(key, present.revision())) instanceof Outcome.Committed committed
          ? new Written(now, JsonWriter.splice(stored, committed.revision()), false)
          : null;
    }
    return commit(Change.replace(key, present.revision(), stored))
            instanceof Outcome.Committed committed
        ? new Written(now, JsonWriter.splice(stored, committed.revision()), false)
        : null;
  }

  private void checkVersion(Definition as, Item present, MapValue now) {
    String name = present.attributes().name();
    long version = Versions.read(Metadata.resourceVersion(now));
    if (version == 0 && !rules.allowsUnconditionalUpdate(definition)) {
      FieldErrors errors = new FieldErrors();
      errors.invalid(
          Path.of("metadata", "resourceVersion"), "0", "must be specified for an update");
      throw StatusException.invalid(as.groupResource(), name, errors.all());
    }
    if (version != 0 && version != present.revision()) {
      throw StatusException.modified(as.groupResource(), name);
    }
  }

  /// Refuses an object that is not the one of that uid.
  ///
  /// @throws StatusException 409
  public void requireUid(Definition as, Item present, String wanted) {
    String uid = present.attributes().uid();
    if (!wanted.isEmpty() && !wanted.equals(uid)) {
      throw StatusException.conflict(
          as.groupResource(),
          present.attributes().name(),
          "StorageError: invalid object, Code: 4, Key: "
              + prefix
              + present.key()
              + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
              + " precondition: "
              + wanted
              + ", UID in object meta: "
              + uid);
    }
  }

  /// Removes an object, or marks it as being deleted while finalizers or grace hold it.
  ///
  /// @throws StatusException 404, 409 for a precondition, or whatever the gate throws
  public Removed delete(String namespace, String name, Deletion deletion, Write write)
      throws InterruptedException {
    while (true) {
      Item present = require(as(write), namespace, name);
      MapValue old = tree(present);
      deletion.checkPreconditions(definition, present);
      write.gate().judge(Operation.DELETE, old, old);
      Deletion.Decision decision = deletion.decide(definition, rules, old, clock.instant());
      Removed removed = carryOut(present, decision, write.dryRun());
      if (removed != null) {
        return removed;
      }
    }
  }

  private @Nullable Removed carryOut(Item present, Deletion.Decision decision, boolean dryRun)
      throws InterruptedException {
    MapValue object = rules.shown(definition, decision.object());
    byte[] stored = JsonWriter.encodeForStore(object);
    if (dryRun || decision.unchanged()) {
      return new Removed(object, JsonWriter.splice(stored, present.revision()), decision.remove());
    }
    String key = prefix + present.key();
    Change change =
        decision.remove()
            ? Change.delete(key, present.revision())
            : Change.replace(key, present.revision(), stored);
    if (!(commit(change) instanceof Outcome.Committed committed)) {
      return null;
    }
    if (decision.remove()) {
      reservations.reserve(definition, new MapValue(), object, false).keep();
    }
    long shown =
        decision.remove() && !decision.marked() ? present.revision() : committed.revision();
    return new Removed(object, JsonWriter.splice(stored, shown), decision.remove());
  }

  private Outcome commit(Change change) throws InterruptedException {
    try {
      return store.write(change);
    } catch (StoreException e) {
      throw StatusException.internal(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(MapValue object, FieldErrors errors) {
    if (!errors.isEmpty()) {
      List<FieldError> all = errors.all();
      throw StatusException.invalid(definition.groupKind(), Metadata.name(object), all);
    }
  }
}
