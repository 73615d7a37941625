package dev.stopwater.assembly;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.columns.Columns;
import dev.stopwater.resources.definition.Definition.Subresource;
import dev.stopwater.server.representation.ServedForms;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import java.time.InstantSource;

/// Joins the kinds' columns to the server's Tables.
final class KindTables implements ServedForms.TableRows {

  private final InstantSource clock;

  KindTables(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ListValue columns(RequestContext request, Target target) {
    return Columns.builtin().definitions(kind(target));
  }

  @Override
  public ListValue cells(RequestContext request, Target target, MapValue object) {
    return Columns.builtin().cells(kind(target), object, clock.instant());
  }

  @Override
  public ListValue conditions(Target target, MapValue object) {
    return Columns.builtin().conditions(kind(target), object);
  }

  /// A kind without columns of its own shows `null` for no rows, the others an empty list.
  @Override
  public Value none(Target target) {
    return Columns.builtin().knows(kind(target)) ? new ListValue() : Null.NULL;
  }

  /// A subresource is shown as the kind that it speaks; `status` is the object itself.
  private static String kind(Target target) {
    Subresource subresource = target.subresource();
    if (subresource == null || !subresource.kind().equals("Scale")) {
      return target.definition().tableKey();
    }
    return "autoscaling/Scale";
  }
}
