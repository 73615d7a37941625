package dev.stopwater.machinery.select;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The field labels by which one kind may be selected, and what a client is told of any other.
///
/// `metadata.name` and `metadata.namespace` need not be listed. A label may be another name for a
/// field (`spec.host` for `spec.nodeName`): objects know only the field.
public final class FieldLabels {

  /// Kinds without fields of their own.
  public static final FieldLabels METADATA_ONLY =
      new FieldLabels(
          Map.of(),
          label ->
              GoQuote.quote(label)
                  + " is not a known field selector: only \"metadata.name\","
                  + " \"metadata.namespace\"");

  private final Map<String, String> fields;
  private final UnaryOperator<String> refusal;

  /// @param fields from label to field
  /// @param refusal the sentence about an unknown label
  public FieldLabels(Map<String, String> fields, UnaryOperator<String> refusal) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("metadata.name", "metadata.name");
    all.put("metadata.namespace", "metadata.namespace");
    this.fields = Map.copyOf(all);
    this.refusal = refusal;
  }

  /// Kinds with a list of their own: `field label not supported: x`.
  public static FieldLabels of(Map<String, String> fields) {
    return new FieldLabels(fields, label -> "field label not supported: " + label);
  }

  public static FieldLabels of(String... fields) {
    Map<String, String> same = new HashMap<>();
    for (String field : fields) {
      same.put(field, field);
    }
    return of(same);
  }

  /// The same labels with another sentence of refusal.
  public FieldLabels refusing(UnaryOperator<String> sentence) {
    return new FieldLabels(fields, sentence);
  }

  public Set<String> labels() {
    return fields.keySet();
  }

  /// The field that a label names.
  ///
  /// @throws StatusException 400 for a label that this kind does not know
  String field(String label) {
    String field = fields.get(label);
    if (field == null) {
      throw StatusException.badRequest(refusal.apply(label));
    }
    return field;
  }
}
