package dev.stopwater.server.verb;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.server.request.RequestContext;

/// Reads patches of each kind into changes of objects.
public interface Patches {

  /// What a patch is written in.
  enum Kind {
    JSON,
    MERGE,
    STRATEGIC,
    APPLY
  }

  /// From the object as the client sees it, resourceVersion included, to the object that the patch
  /// makes of it: decoded again by its schema, with its defaults. The argument is not changed.
  @FunctionalInterface
  interface Change {

    MapValue apply(MapValue shown);
  }

  /// @throws dev.stopwater.machinery.errors.StatusException 415
  Kind kind(RequestContext request);

  /// A patch of the target's own kind.
  ///
  /// @throws dev.stopwater.machinery.errors.StatusException 400 where the patch itself cannot be
  ///   read
  Change read(RequestContext request, Target target, Kind kind, byte[] body, WriteOptions options);

  /// A patch of a view that has a kind of its own, such as a Scale.
  Change read(
      RequestContext request,
      Kind kind,
      byte[] body,
      WriteOptions options,
      Schema schema,
      String shownKind,
      String apiVersion);
}
