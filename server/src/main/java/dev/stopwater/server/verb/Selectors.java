package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.select.FieldLabels;
import dev.stopwater.machinery.select.FieldSelector;
import dev.stopwater.machinery.select.LabelSelector;
import dev.stopwater.machinery.select.Selection;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads selectors from the query: labels of any kind, fields that the kind offers.
public final class Selectors implements Selections {

  private final Function<Definition, FieldLabels> fields;

  public Selectors(Function<Definition, FieldLabels> fields) {
    this.fields = fields;
  }

  @Override
  public Selected read(RequestContext request, Target target) {
    Query query = request.query();
    LabelSelector labels = LabelSelector.parse(query.text("labelSelector"));
    FieldSelector selected =
        FieldSelector.parse(query.text("fieldSelector")).resolve(fields.apply(target.definition()));
    String name = pinned(selected, target);
    Selection selection = new Selection(labels, selected, name.isEmpty() ? null : name);
    String node = node(selected, target);
    if (selection.everything()) {
      return new Selected(
          _ -> true, true, name, node); // matching costs two iterators for each item
    }
    return new Selected(selection::matches, false, name, node);
  }

  private static String node(FieldSelector selected, Target target) {
    boolean pods =
        target.definition().group().isEmpty() && target.definition().resource().equals("pods");
    @Nullable String node = pods ? selected.exact("spec.nodeName") : null;
    return node == null ? "" : node;
  }

  private static String pinned(FieldSelector selected, Target target) {
    @Nullable String name = selected.exact("metadata.name");
    if (target.name().isEmpty()) {
      return name == null ? "" : name;
    }
    if (name != null && !name.equals(target.name())) {
      throw StatusException.badRequest("fieldSelector metadata.name doesn't match requested name");
    }
    return target.name();
  }
}
