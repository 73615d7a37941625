package dev.stopwater.assembly;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Metadata;

/// Which of the objects of flow control that exist on every server are kept as they are shipped
/// (KEP-1040). The mandatory ones always are; the suggested ones as long as their annotation says
/// so, or, if it says nothing, as long as nobody has changed them.
final class FlowDefaults {

  private static final String AUTO_UPDATE = "apf.kubernetes.io/autoupdate-spec";

  /// Whether a default object must exist whatever its annotations say.
  static boolean mandatory(MapValue object) {
    String name = Metadata.name(object);
    return name.equals("exempt") || name.equals("catch-all");
  }

  /// Whether an object was made by a server, which may take it away again.
  static boolean ours(MapValue object) {
    return "true".equals(annotation(object));
  }

  private static String annotation(MapValue object) {
    return Metadata.of(object).mapOrEmpty("annotations").text(AUTO_UPDATE, "");
  }

  private static boolean kept(MapValue present) {
    return switch (annotation(present)) {
      case "true" -> true;
      case "false" -> false;
      default -> Metadata.of(present).integer("generation", 1) == 1;
    };
  }

  /// What a present object should be.
  ///
  /// @param shipped with its defaults filled in
  static MapValue wanted(MapValue present, MapValue shipped) {
    boolean keep = mandatory(shipped) || kept(present);
    MapValue wanted = present.copy();
    if (keep) {
      wanted.put("spec", spec(present, shipped));
    }
    Metadata.of(wanted).mapOrPut("annotations").put(AUTO_UPDATE, keep ? "true" : "false");
    return wanted;
  }

  /// The shipped one; but how many seats the exempt level lends is for people to say.
  private static MapValue spec(MapValue present, MapValue shipped) {
    MapValue spec = shipped.mapOrEmpty("spec").copy();
    MapValue exempt = present.mapOrEmpty("spec").map("exempt");
    if (exempt != null && spec.has("exempt")) {
      spec.put("exempt", exempt.copy());
    }
    return spec;
  }

  private FlowDefaults() {}
}
