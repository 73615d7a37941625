package dev.stopwater.server.representation;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.Versioning;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.representation.Representation.As;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import java.util.Locale;
import java.util.function.BiFunction;

/// Objects, their metadata alone, or Tables of them, in the version that was asked for.
public final class ServedForms implements Answers.Forms {

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private final Versioning versioning;
  private final BiFunction<Definition, MapValue, MapValue> completed;
  private final TableRows tables;

  /// @param completed puts into a tree what its kind shows when empty
  public ServedForms(
      Versioning versioning,
      BiFunction<Definition, MapValue, MapValue> completed,
      TableRows tables) {
    this.versioning = versioning;
    this.completed = completed;
    this.tables = tables;
  }

  /// How a kind is shown as a table.
  public interface TableRows {

    /// The column definitions of a kind.
    ListValue columns(RequestContext request, Target target);

    /// The cells of one object.
    ListValue cells(RequestContext request, Target target, MapValue object);

    /// The conditions of one object's row; empty for most.
    default ListValue conditions(Target target, MapValue object) {
      return new ListValue();
    }

    /// The rows of a Table of no objects.
    default Value none(Target target) {
      return new ListValue();
    }
  }

  @Override
  public MapValue shown(Target target, MapValue object) {
    return completed.apply(target.definition(), object);
  }

  @Override
  public boolean stored(Target target) {
    return target.stored() == null || target.definition().equals(target.stored().definition());
  }

  @Override
  public MapValue served(Target target, MapValue stored) {
    return stored(target) ? stored : versioning.fromStorage(target.definition(), stored);
  }

  @Override
  public MapValue one(RequestContext request, Target target, Representation form, MapValue object) {
    return switch (form.as()) {
      case ITSELF -> object;
      case PARTIAL -> partial(object, form);
      case PARTIAL_LIST ->
          throw notAcceptable(
              "you requested PartialObjectMetadataList, but the requested object is not a list (*"
                  + internalType(target, "")
                  + ")");
      case TABLE -> {
        ListValue rows = new ListValue();
        rows.add(row(request, target, form, object));
        yield table(request, target, form, listMetadata(object), rows, true);
      }
    };
  }

  @Override
  public MapValue many(
      RequestContext request,
      Target target,
      Representation form,
      Page page,
      Iterable<MapValue> items) {
    MapValue metadata = metadata(page);
    return switch (form.as()) {
      case ITSELF -> {
        Definition definition = target.definition();
        yield list(definition.kind() + "List", definition.apiVersion(), metadata, bare(items));
      }
      case PARTIAL ->
          throw notAcceptable(
              "you requested PartialObjectMetadata, but the requested object is a list (*"
                  + internalType(target, "List")
                  + ")");
      case PARTIAL_LIST -> {
        ListValue partial = new ListValue();
        items.forEach(each -> partial.add(partial(each, form)));
        MapValue list =
            list(
                "PartialObjectMetadataList",
                "meta.k8s.io/" + form.metaVersion(),
                metadata,
                partial);
        if (partial.isEmpty()) {
          list.put("items", Null.NULL);
        }
        yield list;
      }
      case TABLE -> {
        ListValue rows = new ListValue();
        items.forEach(each -> rows.add(row(request, target, form, each)));
        yield table(request, target, form, metadata, rows, true);
      }
    };
  }

  @Override
  public MapValue event(
      RequestContext request, Target target, Representation form, MapValue object, boolean first) {
    if (form.as() != As.TABLE) {
      return one(request, target, form, object);
    }
    ListValue rows = new ListValue();
    rows.add(row(request, target, form, object));
    return table(request, target, form, listMetadata(object), rows, first);
  }

  private MapValue table(
      RequestContext request,
      Target target,
      Representation form,
      MapValue metadata,
      ListValue rows,
      boolean columns) {
    MapValue table =
        MapValue.of("kind", "Table", "apiVersion", "meta.k8s.io/" + form.metaVersion())
            .put("metadata", metadata);
    table.put("columnDefinitions", columns ? tables.columns(request, target) : Null.NULL);
    return table.put("rows", rows.isEmpty() ? tables.none(target) : rows);
  }

  private MapValue row(
      RequestContext request, Target target, Representation form, MapValue object) {
    MapValue row = new MapValue();
    row.put("cells", tables.cells(request, target, object));
    ListValue conditions = tables.conditions(target, object);
    if (!conditions.isEmpty()) {
      row.put("conditions", conditions);
    }
    switch (include(request)) {
      case "None" -> row.put("object", Null.NULL);
      case "Object" -> row.put("object", object);
      default -> row.put("object", partial(object, form));
    }
    return row;
  }

  /// @throws StatusException 400
  private static String include(RequestContext request) {
    String value = request.query().text("includeObject");
    return switch (value) {
      case "", "Metadata" -> "Metadata";
      case "None", "Object" -> value;
      default ->
          throw StatusException.badRequest(
              "Unable to convert to Table as requested: includeObject: Invalid value: "
                  + GoQuote.quote(value)
                  + ": must be 'Metadata', 'Object', 'None', or empty");
    };
  }

  private static MapValue partial(MapValue object, Representation form) {
    return MapValue.of(
            "kind", "PartialObjectMetadata", "apiVersion", "meta.k8s.io/" + form.metaVersion())
        .put("metadata", own(object.mapOrEmpty("metadata")));
  }

  /// Without what the conversion of a whole object puts there for old clients.
  private static MapValue own(MapValue metadata) {
    if (metadata.textAt("annotations", TEMPLATE_GENERATION) == null) {
      return metadata;
    }
    MapValue own = metadata.copy();
    MapValue annotations = own.mapOrPut("annotations");
    annotations.remove(TEMPLATE_GENERATION);
    if (annotations.isEmpty()) {
      own.remove("annotations");
    }
    return own;
  }

  private static MapValue list(String kind, String apiVersion, MapValue metadata, ListValue items) {
    return MapValue.of("kind", kind, "apiVersion", apiVersion, "metadata", metadata)
        .put("items", items);
  }

  private static ListValue bare(Iterable<MapValue> items) {
    ListValue bare = new ListValue();
    for (MapValue item : items) {
      item.remove("kind");
      item.remove("apiVersion");
      bare.add(item);
    }
    return bare;
  }

  private static MapValue metadata(Page page) {
    MapValue metadata = MapValue.of("resourceVersion", Long.toString(page.revision()));
    if (!page.continueToken().isEmpty()) {
      metadata.put("continue", page.continueToken());
    }
    if (page.remaining() != null) {
      metadata.put("remainingItemCount", page.remaining());
    }
    return metadata;
  }

  private static MapValue listMetadata(MapValue object) {
    String version = object.mapOrEmpty("metadata").text("resourceVersion");
    return version == null ? new MapValue() : MapValue.of("resourceVersion", version);
  }

  private static StatusException notAcceptable(String message) {
    return new StatusException(406, "NotAcceptable", message, null);
  }

  /// The Go type that upstream's message names: `core.ConfigMap`, `apps.DeploymentList`.
  private static String internalType(Target target, String suffix) {
    String group = target.definition().group();
    int dot = group.indexOf('.');
    String name = group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
    return name.toLowerCase(Locale.ROOT) + "." + target.definition().kind() + suffix;
  }
}
