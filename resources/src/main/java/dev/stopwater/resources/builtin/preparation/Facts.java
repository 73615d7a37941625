package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.resources.definition.Definition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What sets one kind apart from others when its objects are written, named and deleted.
///
/// @param createsOnUpdate whether PUT of an absent object creates it
/// @param updatesUnconditionally whether PUT may come without a resourceVersion
public record Facts(
    Generation generation,
    boolean createsOnUpdate,
    boolean updatesUnconditionally,
    Deletion deletion,
    Names names,
    StatusMetadata statusMetadata) {

  /// How objects go.
  ///
  /// @param returnsObject whether the answer is the object rather than a Status
  /// @param graceful whether objects take time to end; see [Preparation#gracePeriodSeconds]
  /// @param orphans whether dependents are orphaned where the client does not say
  public record Deletion(boolean returnsObject, boolean graceful, boolean orphans) {}

  /// Which names objects may have.
  public enum Names {
    /// A DNS subdomain of up to 253 characters.
    SUBDOMAIN,
    /// A DNS label of up to 63 characters.
    LABEL,
    /// A DNS label whose length is complained of in the words for labels' values.
    LABEL_63,
    /// Anything that can stand in a path.
    PATH_SEGMENT,
    /// An IP address in its canonical form.
    ADDRESS,
    /// A rule that the kind's own validation tells.
    OTHER
  }

  /// What a write to the status subresource does to metadata.
  public enum StatusMetadata {
    STORED,
    /// All of it stays as it was.
    OLD,
    /// Labels stay as they were.
    WITHOUT_LABELS,
    /// Owner references stay as they were.
    WITHOUT_OWNERS
  }

  private static final Facts CUSTOM =
      new Facts(
          Generation.OF_CUSTOM,
          false,
          false,
          new Deletion(false, false, false),
          Names.SUBDOMAIN,
          StatusMetadata.OLD);

  private static final Map<String, Facts> TABLE = table();

  /// The facts of a built-in kind, or those that all custom kinds share.
  public static Facts of(Definition definition) {
    return TABLE.getOrDefault(definition.tableKey(), CUSTOM);
  }

  /// Whether the kind ships with us.
  public static boolean isBuiltin(Definition definition) {
    return TABLE.containsKey(definition.tableKey());
  }

  private static Map<String, Facts> table() {
    Map<String, Facts> table = new HashMap<>();
    for (List<String> row : Table.load("facts.txt")) {
      table.put(row.getFirst(), read(row));
    }
    return Map.copyOf(table);
  }

  private static Facts read(List<String> row) {
    return new Facts(
        generation(row),
        row.contains("creates"),
        !row.contains("conditional"),
        new Deletion(row.contains("returns"), row.contains("graceful"), row.contains("orphans")),
        names(Table.value(row, "names", "subdomain")),
        statusMetadata(Table.value(row, "status-metadata", "stored")));
  }

  private static Generation generation(List<String> row) {
    String late = Table.value(row, "late-generation", "");
    String parts = Table.value(row, "generation", late);
    if (parts.isEmpty()) {
      return Generation.NONE;
    }
    List<String> list = parts.equals("fixed") ? List.of() : Arrays.asList(parts.split(",", -1));
    return new Generation(true, late.isEmpty(), list);
  }

  private static Names names(String word) {
    return switch (word) {
      case "subdomain" -> Names.SUBDOMAIN;
      case "label" -> Names.LABEL;
      case "label63" -> Names.LABEL_63;
      case "path-segment" -> Names.PATH_SEGMENT;
      case "address" -> Names.ADDRESS;
      case "other" -> Names.OTHER;
      default -> throw new IllegalStateException("unknown rule of names: " + word);
    };
  }

  private static StatusMetadata statusMetadata(String word) {
    return switch (word) {
      case "stored" -> StatusMetadata.STORED;
      case "old" -> StatusMetadata.OLD;
      case "no-labels" -> StatusMetadata.WITHOUT_LABELS;
      case "no-owners" -> StatusMetadata.WITHOUT_OWNERS;
      default -> throw new IllegalStateException("unknown rule of metadata: " + word);
    };
  }
}
