package dev.stopwater.assembly;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.server.representation.ServedForms;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import java.time.InstantSource;

/// Joins the kinds' columns to the server's Tables.
final class KindTables implements ServedForms.TableRows {

  KindTables(InstantSource clock) {}

  @Override
  public ListValue columns(RequestContext request, Target target) {
    return ListValue.of(
        MapValue.of(
            "name", "Name", "type", "string", "format", "name", "description", "", "priority", 0));
  }

  @Override
  public ListValue cells(RequestContext request, Target target, MapValue object) {
    return ListValue.of(new Text(object.mapOrEmpty("metadata").text("name", "")));
  }
}
