package dev.stopwater.machinery.select;

import org.jspecify.annotations.Nullable;

/// Which objects of one kind a list, a watch or a deletion of a collection is about.
///
/// @param name the one name that can match, known from the path or the field selector, or null
public record Selection(LabelSelector labels, FieldSelector fields, @Nullable String name) {

  public static final Selection EVERYTHING =
      new Selection(LabelSelector.everything(), FieldSelector.EVERYTHING);

  public Selection {
    if (name == null) {
      name = fields.exact("metadata.name");
    }
  }

  public Selection(LabelSelector labels, FieldSelector fields) {
    this(labels, fields, null);
  }

  public boolean matches(Attributes object) {
    return (name == null || name.equals(object.name()))
        && labels.matches(object.labels())
        && fields.matches(object);
  }

  /// Whether no object can fail to match.
  public boolean everything() {
    return name == null && labels.matchesEverything() && fields.terms().isEmpty();
  }
}
