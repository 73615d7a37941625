package dev.stopwater.server.representation;

/// The form in which one answer is given.
///
/// @param media how it is encoded
/// @param as what is made of the object
/// @param metaVersion the version of the meta.k8s.io kinds (`v1`, `v1beta1`) where one is asked for
/// @param pretty whether JSON is indented
public record Representation(MediaType media, As as, String metaVersion, boolean pretty) {

  /// What a client may have made of an object or list.
  public enum As {
    ITSELF(""),
    TABLE("Table"),
    PARTIAL("PartialObjectMetadata"),
    PARTIAL_LIST("PartialObjectMetadataList");

    private final String kind;

    As(String kind) {
      this.kind = kind;
    }

    public String kind() {
      return kind;
    }
  }

  public static Representation json(boolean pretty) {
    return new Representation(MediaType.JSON, As.ITSELF, "", pretty);
  }

  /// Whether stored bytes can be sent as they are.
  public boolean plainJson() {
    return media == MediaType.JSON && as == As.ITSELF && !pretty;
  }
}
