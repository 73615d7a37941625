package dev.stopwater.resources.builtin;

import dev.stopwater.machinery.codec.AttributesReader;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.machinery.select.FieldLabels;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.Resources.AttributesOf;
import dev.stopwater.resources.builtin.defaults.Defaults;
import dev.stopwater.resources.builtin.preparation.Facts;
import dev.stopwater.resources.builtin.preparation.Preparation;
import dev.stopwater.resources.builtin.preparation.SelectableFields;
import dev.stopwater.resources.builtin.validation.Validation;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Shapes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The rules of the built-in kinds, gathered from their tables.
public final class BuiltinRules implements KindRules {

  /// What a namespace's finalize subresource may not change.
  private static final Set<String> UNTOUCHED_BY_FINALIZE = Set.of("status");

  private static final Set<String> NO_DEPENDENTS =
      Set.of("Event", "events.k8s.io/Event", "Namespace");

  private final Preparation preparation;

  public BuiltinRules(InstantSource clock) {
    this.preparation = new Preparation(clock);
  }

  @Override
  public void applyDefaults(Definition definition, MapValue object) {
    Defaults.apply(definition, object);
  }

  @Override
  public void prepareForCreate(Definition definition, MapValue object) {
    preparation.create(definition, object);
  }

  @Override
  public void prepareForUpdate(
      Definition definition, MapValue now, MapValue old, String subresource) {
    switch (subresource) {
      case "status", "approval" -> preparation.status(definition, now, old);
      case "resize", "ephemeralcontainers" ->
          preparation.partOfPod(definition, now, old, subresource);
      case "binding", "eviction" -> {} // changes of the server's own
      case "finalize" -> finalize(now, old);
      default -> preparation.update(definition, now, old);
    }
  }

  private static void finalize(MapValue now, MapValue old) {
    for (String key : UNTOUCHED_BY_FINALIZE) {
      Value value = old.find(key);
      if (value != null) {
        now.put(key, value);
      }
    }
  }

  @Override
  public void validateCreate(Definition definition, MapValue object, FieldErrors errors) {
    Validation.create(definition, object, errors);
  }

  @Override
  public void validateUpdate(
      Definition definition, MapValue now, MapValue old, String subresource, FieldErrors errors) {
    Validation.update(definition, now, old, subresource, errors);
  }

  @Override
  public MapValue shown(Definition definition, MapValue object) {
    return Shapes.shown(definition.schema(), object);
  }

  @Override
  public boolean allowsCreateOnUpdate(Definition definition) {
    return Facts.of(definition).createsOnUpdate();
  }

  @Override
  public boolean allowsUnconditionalUpdate(Definition definition) {
    return Facts.of(definition).updatesUnconditionally();
  }

  @Override
  public boolean deletionReturnsObject(Definition definition) {
    return Facts.of(definition).deletion().returnsObject();
  }

  @Override
  public Dependents defaultDependents(Definition definition) {
    if (NO_DEPENDENTS.contains(definition.tableKey())) {
      return Dependents.NONE;
    }
    return Facts.of(definition).deletion().orphans() ? Dependents.ORPHAN : Dependents.BACKGROUND;
  }

  @Override
  public long grace(Definition definition, MapValue object, long asked) {
    return Facts.of(definition).deletion().graceful()
        ? Preparation.gracePeriodSeconds(definition, object, asked < 0 ? null : asked)
        : -1;
  }

  /// The field selectors of a kind.
  public static FieldLabels fieldLabels(Definition definition) {
    return SelectableFields.labels(definition);
  }

  /// What is read of an object so that it can be selected: without a tree where the kind has no
  /// field selectors of its own.
  public static AttributesOf attributes(Definition definition) {
    AttributesReader reader = AttributesReader.of(List.of());
    if (SelectableFields.values(definition, new MapValue()).isEmpty()) {
      return reader::read;
    }
    return stored -> {
      Attributes plain = reader.read(stored);
      return new Attributes(
          plain.namespace(),
          plain.name(),
          plain.uid(),
          plain.labels(),
          SelectableFields.values(definition, (MapValue) Json.parse(stored)));
    };
  }
}
