package dev.stopwater.resources.importer;

import dev.stopwater.resources.builtin.kinds.ApiDescription;
import dev.stopwater.resources.builtin.kinds.ApiType;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import dev.stopwater.resources.builtin.kinds.BuiltinKinds;
import dev.stopwater.resources.builtin.kinds.Descriptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes the descriptions of types and fields from the model classes of the Java client, which
/// carry them as annotations. The build runs it: what others wrote is not in our sources.
public final class DescriptionsImport {

  private static final String MODELS = "/io/kubernetes/client/openapi/models/";

  private final Map<String, String> texts = new TreeMap<>();

  private DescriptionsImport() {}

  /// Writes the descriptions of all built-in types, unless the file is there and newer than what it
  /// is made of.
  ///
  /// @param arguments the file to write
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    if (isFresh(out)) {
      return;
    }
    DescriptionsImport descriptions = new DescriptionsImport();
    descriptions.addAll(BuiltinKinds.read().description());
    Files.createDirectories(out.getParent());
    Files.writeString(out, Descriptions.write(descriptions.texts));
  }

  private static boolean isFresh(Path out) throws IOException {
    URL own = DescriptionsImport.class.getResource("DescriptionsImport.class");
    URL data = BuiltinKinds.class.getResource(BuiltinKinds.DATA);
    return Files.exists(out)
        && own != null
        && data != null
        && own.openConnection().getLastModified() < Files.getLastModifiedTime(out).toMillis()
        && data.openConnection().getLastModified() < Files.getLastModifiedTime(out).toMillis();
  }

  private void addAll(ApiDescription description) throws IOException {
    for (ApiType type : description.types()) {
      byte[] model = model(type);
      if (model != null) {
        add(type, ModelClass.read(model));
      }
    }
  }

  private void add(ApiType type, ModelClass model) {
    if (!model.description().isEmpty()) {
      texts.put(type.name(), model.description());
    }
    for (ApiField field : type.fields()) {
      String text = model.fields().get(field.name());
      if (text != null) {
        texts.put(type.name() + "." + field.name(), text);
      }
    }
  }

  /// Names that several groups use begin with the group (`CoreV1Event`), others with the version.
  private static byte @Nullable [] model(ApiType type) throws IOException {
    for (String name : candidates(type)) {
      try (InputStream model =
          DescriptionsImport.class.getResourceAsStream(MODELS + name + ".class")) {
        if (model != null) {
          return model.readAllBytes();
        }
      }
    }
    return null;
  }

  private static List<String> candidates(ApiType type) {
    String[] parts = type.packageName().split("\\.");
    String version = capitalized(parts[parts.length - 1]);
    List<String> names = new ArrayList<>();
    if (parts.length > 1) {
      names.add(capitalized(parts[parts.length - 2]) + version + type.shortName());
    }
    names.add(version + type.shortName());
    return names;
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
