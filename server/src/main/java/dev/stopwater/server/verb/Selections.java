package dev.stopwater.server.verb;

import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.server.request.RequestContext;
import java.util.function.Predicate;

/// The selectors of a list, watch or collection's deletion.
public interface Selections {

  /// What is selected.
  ///
  /// @param everything whether nothing is left out
  /// @param name the only name that can match, or empty
  /// @param node the only node on which what is selected can run, or empty
  record Selected(Predicate<Attributes> predicate, boolean everything, String name, String node) {}

  /// @throws dev.stopwater.machinery.errors.StatusException 400 for a selector that does not parse
  ///   or names an unknown field
  Selected read(RequestContext request, Target target);
}
