package dev.stopwater.resources.definition;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From untyped JSON to the fields that a type has, as Go's decoder and encoder would take it there
/// and back: unknown fields are dropped, nulls are nothing, scalars become canonical, and what Go
/// prints of empty fields is there.
///
/// Like Go's, it reads on after a value of a wrong type and complains of the first such value,
/// unless it then meets a leaf that parses itself (a time, a quantity, a number or name) and
/// cannot.
public final class TypedDecoder {

  /// @param strictErrors what a strict client does not accept, such as `unknown field "spec.foo"`,
  ///   in the order of the document, at most a hundred
  public record Decoded(MapValue typed, List<String> strictErrors) {

    public Decoded {
      strictErrors = List.copyOf(strictErrors);
    }
  }

  private static final int MAX_STRICT_ERRORS = 100;

  /// Of structs, lists and maps within one another: what is typed is walked by recursion, here and
  /// by whoever comes after. No sensible object comes near.
  private static final int MAX_DEPTH = 1000;

  private final Map<String, List<Json.Duplicate>> duplicates = new HashMap<>(); // by map
  private final List<String> strictErrors = new ArrayList<>();
  private @Nullable DecodeException wrongType;
  private int depth;

  private TypedDecoder(List<Json.Duplicate> given) {
    for (Json.Duplicate duplicate : given) {
      duplicates.computeIfAbsent(duplicate.within(), at -> new ArrayList<>()).add(duplicate);
    }
  }

  /// Decodes a document of which no keys are known to be given twice.
  ///
  /// @throws DecodeException with Go's message, without what callers put before it
  public static Decoded decode(Schema schema, Value untyped) {
    return decode(schema, untyped, List.of());
  }

  /// @param untyped not changed, and nothing mutable of it is in the answer
  /// @param duplicates the keys that the document gave more than once
  /// @throws DecodeException with Go's message, without what callers put before it
  public static Decoded decode(Schema schema, Value untyped, List<Json.Duplicate> duplicates) {
    Decoded given = decodeNew(schema, untyped, duplicates);
    return new Decoded(Shapes.shown(schema, given.typed()), given.strictErrors());
  }

  /// As [#decode], for an object that is new: empty lists that were given are still there.
  ///
  /// @throws DecodeException with Go's message, without what callers put before it
  public static Decoded decodeNew(Schema schema, Value untyped, List<Json.Duplicate> duplicates) {
    TypedDecoder decoder = new TypedDecoder(duplicates);
    GoPlace root = GoPlace.root(schema);
    MapValue typed = new MapValue();
    if (untyped instanceof MapValue map) {
      typed = decoder.struct(schema, map, root);
    } else if (untyped != Null.NULL) {
      decoder.refuse(root, untyped);
    }
    if (decoder.wrongType != null) {
      throw decoder.wrongType;
    }
    return new Decoded(Shapes.given(schema, typed), decoder.strictErrors);
  }

  private MapValue struct(Schema schema, MapValue untyped, GoPlace place) {
    MapValue typed = new MapValue();
    for (Map.Entry<String, Value> entry : untyped.entries()) {
      String name = entry.getKey();
      Field field = schema.field(name);
      if (field == null) {
        strict("unknown field " + GoQuote.quote(place.pathOf(name)));
      } else {
        Value value = value(field.type(), entry.getValue(), place.field(schema, field));
        if (value != Null.NULL) {
          typed.put(name, value);
        }
      }
      repeated(place, name, schema);
    }
    return typed;
  }

  /// The keys that were repeated after `key` was read, unless the schema does not know them.
  private void repeated(GoPlace place, String key, @Nullable Schema schema) {
    if (duplicates.isEmpty()) {
      return;
    }
    for (Json.Duplicate duplicate : duplicates.getOrDefault(place.path(), List.of())) {
      if (duplicate.after().equals(key)
          && (schema == null || schema.field(duplicate.key()) != null)) {
        strict(duplicate.message());
      }
    }
  }

  /// The typed value; `NULL` where Go would keep the zero value.
  private Value value(Type type, Value untyped, GoPlace place) {
    if (untyped == Null.NULL) {
      return Null.NULL;
    }
    if (++depth > MAX_DEPTH) {
      throw new DecodeException("exceeded max depth", 0);
    }
    Value value = read(type, untyped, place);
    depth--;
    return value;
  }

  private Value read(Type type, Value untyped, GoPlace place) {
    return switch (type) {
      case Type.Struct(Schema schema) -> {
        if (untyped instanceof MapValue map) {
          yield struct(schema, map, place.within(schema));
        }
        yield refuse(place, untyped);
      }
      case Type.ListOf(Type item) -> {
        if (untyped instanceof ListValue list) {
          yield list(item, list, place);
        }
        yield refuse(place, untyped);
      }
      case Type.MapOf(Type valueType) -> {
        if (untyped instanceof MapValue map) {
          yield map(valueType, map, place);
        }
        yield refuse(place, untyped);
      }
      case Type.Scalar scalar -> scalar(scalar, untyped, place);
    };
  }

  private Value list(Type item, ListValue untyped, GoPlace place) {
    ListValue typed = new ListValue();
    int index = 0;
    for (Value element : untyped) {
      typed.add(orZero(item, value(item, element, place.item(index++))));
    }
    return typed;
  }

  private Value map(Type valueType, MapValue untyped, GoPlace place) {
    MapValue typed = new MapValue();
    for (Map.Entry<String, Value> entry : untyped.entries()) {
      String key = entry.getKey();
      typed.put(key, orZero(valueType, value(valueType, entry.getValue(), place.entry(key))));
      repeated(place, key, null);
    }
    return typed;
  }

  private static Value orZero(Type type, Value value) {
    return value == Null.NULL ? Shapes.zero(type) : value;
  }

  private Value scalar(Type.Scalar type, Value untyped, GoPlace place) {
    try {
      Value leaf = Leaves.read(type, untyped);
      return leaf == null ? refuse(place, untyped) : leaf;
    } catch (Leaves.WrongKindException wrong) {
      throw place.refusal(untyped, wrong.goType());
    } catch (Leaves.LateException late) {
      remember(new DecodeException(late.text(), 0));
      return Null.NULL;
    }
  }

  private Value refuse(GoPlace place, Value untyped) {
    remember(place.refusal(untyped, place.goType()));
    return Null.NULL;
  }

  private void remember(DecodeException wrong) {
    if (wrongType == null) {
      wrongType = wrong;
    }
  }

  private void strict(String what) {
    if (strictErrors.size() < MAX_STRICT_ERRORS) {
      strictErrors.add(what);
    }
  }
}
