package dev.stopwater.resources.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.resources.builtin.kinds.ApiTextReader;
import dev.stopwater.resources.builtin.kinds.BuiltinKinds;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiImportTest {

  private static final String DISCOVERY =
      """
      {"items":[{"metadata":{"name":"farm.example"},"versions":[{"version":"v1","resources":[
        {"resource":"cows","responseKind":{"group":"","version":"","kind":"Cow"},
         "scope":"Namespaced","singularResource":"cow","verbs":["create","get"],"shortNames":["co"],
         "categories":["all"],"subresources":[
           {"subresource":"scale","responseKind":{"group":"autoscaling","version":"v1","kind":"Scale"},
            "verbs":["get"]}]}]}]}]}
      """;

  private static final String TYPES =
      """
      {"info":{"title":"Kubernetes","version":"9.9"},"components":{"schemas":{
        "example.farm.v1.Cow":{"type":"object","required":["spots","legs"],
          "description":"left out",
          "x-kubernetes-group-version-kind":[{"group":"farm.example","kind":"Cow","version":"v1"}],
          "properties":{
            "legs":{"type":"integer","format":"int32","default":0},
            "mood":{"type":"string","enum":["calm","half asleep",""],"default":"calm"},
            "required":{"type":"boolean"},
            "spots":{"type":"array","x-kubernetes-list-type":"map",
              "x-kubernetes-list-map-keys":["x","y"],"x-kubernetes-patch-merge-key":"x",
              "x-kubernetes-patch-strategy":"merge,retainKeys",
              "items":{"allOf":[{"$ref":"#/components/schemas/example.farm.v1.Spot"}],"default":{}}},
            "born":{"$ref":"#/components/schemas/example.farm.v1.Time"}}},
        "example.farm.v1.Spot":{"type":"object","x-kubernetes-map-type":"atomic",
          "properties":{"x":{"type":"string"},"names":{"type":"object",
            "additionalProperties":{"type":"array","items":{"type":"string","default":""}}}}},
        "example.farm.v1.Time":{"type":"string","format":"date-time"}}}}
      """;

  private static final Function<String, byte[]> SERVER =
      path ->
          switch (path) {
            case "/api" -> bytes("{\"items\":[]}");
            case "/apis" -> bytes(DISCOVERY);
            case "/openapi/v3/apis/farm.example/v1" -> bytes(TYPES);
            default -> bytes("{}");
          };

  @TempDir private Path folder;

  @Test
  void whatWasWrittenReadsAsWhatWasImported() throws IOException {
    Path out = folder.resolve("api.txt");
    var description = ApiImport.run(SERVER, out);
    assertThat(ApiTextReader.read(Files.readString(out))).isEqualTo(description);
  }

  @Test
  void theSameDocumentsAlwaysGiveTheSameFile() {
    ApiImport.run(SERVER, folder.resolve("one.txt"));
    ApiImport.run(SERVER, folder.resolve("two.txt"));
    assertThat(folder.resolve("one.txt")).hasSameTextualContentAs(folder.resolve("two.txt"));
    assertThat(folder.resolve("one.txt"))
        .content()
        .startsWith("release 9.9\nversion farm.example/v1\n")
        .contains("  type Cow kinds(farm.example/v1/Cow) required(spots legs)\n")
        .contains("    mood *string(calm|half asleep|) default(\"calm\")\n")
        .doesNotContain("left out");
  }

  @Test
  void anImportedDescriptionMakesACatalog() {
    Catalog catalog = Catalog.of(BuiltinKinds.of(ApiImport.read(SERVER)));
    Definition cows = Objects.requireNonNull(catalog.find("farm.example", "v1", "cows"));
    assertThat(cows.names().shortNames()).containsExactly("co");
    assertThat(cows.subresource("scale"))
        .returns("autoscaling", Definition.Subresource::group)
        .returns("Scale", Definition.Subresource::kind);
    Schema schema = cows.schema();
    assertThat(schema.field("legs").whenEmpty()).isEqualTo(WhenEmpty.ZERO);
    assertThat(schema.field("required").required()).isFalse();
    assertThat(schema.field("born").type()).isEqualTo(Type.Scalar.TIME);
    assertThat(schema.field("spots").whenEmpty()).isEqualTo(WhenEmpty.NULL);
    assertThat(schema.field("spots").listMapKeys()).containsExactly("x", "y");
    assertThat(schema.field("spots").patchStrategies())
        .containsExactlyInAnyOrder("merge", "retainKeys");
  }

  @Test
  void aFolderAnswersLikeAServer() throws IOException {
    Map<String, String> files = new HashMap<>();
    files.put("discovery-api.json", "{\"items\":[]}");
    files.put("discovery-apis.json", DISCOVERY);
    files.put("openapi-v3/apis_farm.example_v1.json", TYPES);
    for (String empty : List.of("api", "apis", "version", "apis_farm.example")) {
      files.put("openapi-v3/" + empty + ".json", "{}");
    }
    Files.createDirectory(folder.resolve("openapi-v3"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    assertThat(ApiImport.read(ApiImport.folder(folder))).isEqualTo(ApiImport.read(SERVER));
    Files.delete(folder.resolve("openapi-v3/version.json"));
    assertThatThrownBy(() -> ApiImport.read(ApiImport.folder(folder)))
        .hasMessageContaining("version.json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
