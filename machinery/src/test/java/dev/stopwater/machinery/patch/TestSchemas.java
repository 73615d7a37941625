package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.schema.Type.Scalar;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small kind with every way in which fields merge.
final class TestSchemas {

  static final Schema PORT = new Schema("test.Port");
  static final Schema CONTAINER = new Schema("test.Container");
  static final Schema STRATEGY = new Schema("test.Strategy");
  static final Schema OBJECT = new Schema("test.Object");

  static {
    field(PORT, "number", Scalar.INT32, null);
    field(PORT, "name", Scalar.STRING, null);
    field(CONTAINER, "name", Scalar.STRING, null);
    field(CONTAINER, "image", Scalar.STRING, null);
    field(CONTAINER, "args", new Type.ListOf(Scalar.STRING), null);
    field(CONTAINER, "ports", new Type.ListOf(new Type.Struct(PORT)), "number", "merge");
    field(STRATEGY, "type", Scalar.STRING, null);
    field(STRATEGY, "surge", Scalar.INT_OR_STRING, null);
    field(OBJECT, "apiVersion", Scalar.STRING, null);
    field(OBJECT, "kind", Scalar.STRING, null);
    field(OBJECT, "data", new Type.MapOf(Scalar.STRING), null);
    field(OBJECT, "bytes", new Type.MapOf(Scalar.BYTES), null);
    field(OBJECT, "when", Scalar.TIME, null);
    field(OBJECT, "replicas", Scalar.INT32, null);
    field(OBJECT, "paused", Scalar.BOOL, null);
    field(OBJECT, "finalizers", new Type.ListOf(Scalar.STRING), null, "merge");
    field(OBJECT, "strategy", new Type.Struct(STRATEGY), null, "retainKeys");
    field(OBJECT, "containers", new Type.ListOf(new Type.Struct(CONTAINER)), "name", "merge");
  }

  private TestSchemas() {}

  private static void field(
      Schema schema, String name, Type type, @Nullable String mergeKey, String... strategies) {
    schema.add(
        new Field(
            name,
            name,
            type,
            false,
            Field.WhenEmpty.OMITTED,
            null,
            List.of(),
            mergeKey,
            Set.of(strategies),
            null,
            List.of()));
  }
}
