package dev.stopwater.resources;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.KindRules.Dependents;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.watchcache.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an object is to be deleted: the DeleteOptions of a client, and what they come to.
///
/// @param graceSeconds -1 if not given
/// @param uid a precondition, or null
/// @param resourceVersion a precondition, or null
/// @param propagation `Orphan`, `Background`, `Foreground`, or empty
/// @param orphanDependents the old way to say it, or null
public record Deletion(
    long graceSeconds,
    @Nullable String uid,
    @Nullable String resourceVersion,
    String propagation,
    @Nullable Boolean orphanDependents) {

  static final String ORPHAN = "orphan";

  /// Upstream counts nanoseconds: what does not fit into 63 bits of them wraps around.
  private static final long NANOS = 1_000_000_000L;

  static final String FOREGROUND = "foregroundDeletion";

  public static final Deletion DEFAULT = new Deletion(-1, null, null, "", null);

  /// What is to be done.
  ///
  /// @param object as it will be, or was last
  /// @param remove whether nothing holds it any longer
  /// @param marked whether its deletion timestamp, finalizers or grace changed
  record Decision(MapValue object, boolean remove, boolean marked) {

    boolean unchanged() {
      return !remove && !marked;
    }
  }

  /// The same for one version only.
  public Deletion ofVersion(long revision) {
    return new Deletion(graceSeconds, uid, Long.toString(revision), propagation, orphanDependents);
  }

  /// The same for any version.
  public Deletion ofAnyVersion() {
    return new Deletion(graceSeconds, uid, null, propagation, orphanDependents);
  }

  /// @throws StatusException 409 if the object is not the one that is meant
  public void checkPreconditions(Definition definition, Item present) {
    String name = present.attributes().name();
    String found = present.attributes().uid();
    if (uid != null && !uid.equals(found)) {
      throw StatusException.conflict(
          definition.groupKind(),
          name,
          "the UID in the precondition ("
              + uid
              + ") does not match the UID in record ("
              + found
              + "). The object might have been deleted and then recreated");
    }
    String version = Long.toString(present.revision());
    if (resourceVersion != null && !resourceVersion.equals(version)) {
      throw StatusException.conflict(
          definition.groupKind(),
          name,
          "the ResourceVersion in the precondition ("
              + resourceVersion
              + ") does not match the ResourceVersion in record ("
              + version
              + "). The object might have been modified");
    }
  }

  Decision decide(Definition definition, KindRules rules, MapValue old, Instant now) {
    if (definition.tableKey().equals("Namespace")) {
      return namespace(definition, rules, old, now);
    }
    MapValue object = old.copy();
    Long former = old.mapOrEmpty("metadata").integer("deletionGracePeriodSeconds");
    boolean deleting = Metadata.deleting(old);
    long grace = rules.grace(definition, old, graceSeconds);
    boolean graceful = grace >= 0;
    if (graceful && deleting) {
      if (former == null || former == 0 || grace >= former) {
        if (former == null || former > 0) {
          return new Decision(old, false, false);
        }
        grace = 0;
      }
      mark(object, now, grace);
    } else if (graceful) {
      mark(object, now, grace);
      Metadata.raiseGeneration(object);
    }
    List<String> finalizers = finalizers(definition, rules, old);
    if (!finalizers.equals(Metadata.finalizers(old))) {
      Metadata.finalizers(object, finalizers);
    }
    if (!finalizers.isEmpty() && !graceful && !deleting) {
      mark(object, now, 0);
      Metadata.raiseGeneration(object);
    }
    boolean remove = finalizers.isEmpty() && grace <= 0;
    return new Decision(object, remove, !object.equals(old));
  }

  private static void mark(MapValue object, Instant now, long grace) {
    MapValue metadata = Metadata.of(object);
    String time = Metadata.time(now.plusNanos(grace * NANOS));
    String former = metadata.text("deletionTimestamp");
    if (former == null || Instant.parse(former).isAfter(Instant.parse(time))) {
      metadata.put("deletionTimestamp", time);
    }
    metadata.put("deletionGracePeriodSeconds", grace);
  }

  /// A namespace ends through `spec.finalizers`: deletion only says that it shall.
  private Decision namespace(Definition definition, KindRules rules, MapValue old, Instant now) {
    MapValue object = old.copy();
    if (!Metadata.deleting(old)) {
      Metadata.of(object).put("deletionTimestamp", Metadata.time(now));
      object.mapOrPut("status").put("phase", "Terminating");
      Metadata.finalizers(object, finalizers(definition, rules, old));
      return new Decision(object, false, true);
    }
    boolean held =
        !old.mapOrEmpty("spec").listOrEmpty("finalizers").isEmpty()
            || !Metadata.finalizers(old).isEmpty();
    return new Decision(object, !held, false);
  }

  /// The finalizers with those of the garbage collector put in or taken out.
  private List<String> finalizers(Definition definition, KindRules rules, MapValue old) {
    List<String> present = Metadata.finalizers(old);
    Dependents kind = rules.defaultDependents(definition);
    if (kind == Dependents.NONE) {
      return present;
    }
    List<String> wanted = new ArrayList<>(present);
    wanted.remove(ORPHAN);
    wanted.remove(FOREGROUND);
    if (orphans(kind, present)) {
      wanted.add(ORPHAN);
    }
    if (foreground(present)) {
      wanted.add(FOREGROUND);
    }
    boolean same = wanted.size() == present.size() && wanted.containsAll(present);
    return same ? present : wanted;
  }

  private boolean orphans(Dependents kind, List<String> present) {
    if (orphanDependents != null) {
      return orphanDependents;
    }
    if (!propagation.isEmpty()) {
      return propagation.equals("Orphan");
    }
    if (present.contains(FOREGROUND)) {
      return false;
    }
    return present.contains(ORPHAN) || kind == Dependents.ORPHAN;
  }

  private boolean foreground(List<String> present) {
    if (orphanDependents != null) {
      return false;
    }
    if (!propagation.isEmpty()) {
      return propagation.equals("Foreground");
    }
    return present.contains(FOREGROUND);
  }

  /// Whether an update took away the last thing that held a deleted object.
  static boolean finished(MapValue object) {
    if (!Metadata.deleting(object) || !Metadata.finalizers(object).isEmpty()) {
      return false;
    }
    if (object.text("kind", "").equals("Namespace") && object.text("apiVersion", "").equals("v1")) {
      return object.mapOrEmpty("spec").listOrEmpty("finalizers").isEmpty();
    }
    return object.mapOrEmpty("metadata").integer("deletionGracePeriodSeconds", 0) == 0;
  }
}
