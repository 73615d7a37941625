package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiResource;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiSubresource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what [ApiText] writes. One reader reads one text.
public final class ApiTextReader {

  private static final Set<String> SCALARS =
      Set.of("string", "bytes", "bool", "int", "int32", "int64", "double", "object");

  private final List<ApiVersion> versions = new ArrayList<>();
  private final List<ApiType> types = new ArrayList<>();
  private String release = "";
  private String packageName = "";
  private List<ApiResource> resources = new ArrayList<>();
  private List<ApiSubresource> subresources = new ArrayList<>();
  private List<ApiField> fields = new ArrayList<>();
  private @Nullable ApiTextLine version;
  private @Nullable ApiTextLine resource;
  private @Nullable ApiTextLine type;

  private ApiTextReader() {}

  /// @throws IllegalArgumentException where a line makes no sense
  public static ApiDescription read(String text) {
    ApiTextReader reader = new ApiTextReader();
    text.lines().filter(line -> !line.isBlank()).forEach(reader::line);
    reader.endVersion();
    reader.endType();
    return new ApiDescription(reader.release, reader.versions, reader.types);
  }

  private void line(String text) {
    ApiTextLine line = new ApiTextLine(text);
    if (type != null && line.indent() == 4) {
      fields.add(field(line, type.mark("required").contains(line.word(0))));
      return;
    }
    endType();
    switch (line.word(0)) {
      case "release" -> release = line.word(1);
      case "version" -> {
        endVersion();
        version = line;
      }
      case "resource" -> {
        endResource();
        resource = line;
      }
      case "subresource" ->
          subresources.add(
              new ApiSubresource(line.word(1), ApiKind.parse(line.word(2)), line.mark("verbs")));
      case "package" -> packageName = line.word(1);
      case "type" -> type = line;
      case "opaque" -> types.add(opaque(line));
      default -> throw new IllegalArgumentException("what is this line? " + text);
    }
  }

  private void endResource() {
    if (resource != null) {
      resources.add(
          new ApiResource(
              resource.word(1),
              resource.word(2),
              resource.word(3).equals("namespaced"),
              resource.mark("singular").getFirst(),
              resource.mark("short"),
              resource.mark("categories"),
              resource.mark("verbs"),
              subresources));
    }
    resource = null;
    subresources = new ArrayList<>();
  }

  private void endVersion() {
    endResource();
    if (version != null) {
      String name = version.word(1);
      int slash = name.indexOf('/');
      versions.add(new ApiVersion(name.substring(0, slash), name.substring(slash + 1), resources));
    }
    version = null;
    resources = new ArrayList<>();
  }

  private void endType() {
    if (type != null) {
      types.add(
          new ApiType(
              packageName + "." + type.word(1),
              type.mark("kinds").stream().map(ApiKind::parse).toList(),
              type.says("everywhere"),
              type.single("map"),
              type.single("unions"),
              null,
              type.mark("required"),
              fields));
    }
    type = null;
    fields = new ArrayList<>();
  }

  private ApiType opaque(ApiTextLine line) {
    String name = packageName + "." + line.word(1);
    return new ApiType(name, List.of(), false, null, null, line.rest(2), List.of(), List.of());
  }

  private ApiField field(ApiTextLine line, boolean required) {
    return new ApiField(
        line.word(0),
        shape(line.word(1)),
        required,
        line.single("default"),
        line.single("list"),
        line.mark("keys"),
        line.single("map"),
        line.single("mergeKey"),
        line.mark("patch"));
  }

  private ApiShape shape(String text) {
    if (text.startsWith("[]")) {
      return new ApiShape.ListOf(shape(text.substring(2)));
    }
    if (text.startsWith("{}")) {
      return new ApiShape.MapOf(shape(text.substring(2)));
    }
    boolean byValue = !text.startsWith("*");
    String name = byValue ? text : text.substring(1);
    int open = name.indexOf('(');
    if (open >= 0) {
      List<String> allowed = List.of(name.substring(open + 1, name.length() - 1).split("\\|", -1));
      return new ApiShape.Scalar(name.substring(0, open), byValue, allowed);
    }
    if (SCALARS.contains(name)) {
      return new ApiShape.Scalar(name, byValue, List.of());
    }
    return new ApiShape.Named(name.contains(".") ? name : packageName + "." + name, byValue);
  }
}
