package dev.stopwater.server.representation;

/// The encodings in which objects travel.
public enum MediaType {
  JSON("application/json"),
  YAML("application/yaml"),
  PROTOBUF("application/vnd.kubernetes.protobuf");

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
