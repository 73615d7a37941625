package dev.stopwater.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.discovery.Document;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static final OpenApi OPEN_API = new OpenApi(Catalog.builtin());

  @Test
  void theIndexNamesEachDocumentWithItsHash() {
    MapValue paths = ((MapValue) Json.parse(OPEN_API.index())).mapOrEmpty("paths");
    assertThat(paths.keys())
        .contains("api", "api/v1", "apis", "apis/apps", "apis/apps/v1", "version");
    for (String path : paths.keys()) {
      Document document = Objects.requireNonNull(OPEN_API.find(path), path);
      assertThat(paths.textAt(path, "serverRelativeURL"))
          .isEqualTo("/openapi/v3/" + path + "?hash=" + document.hash());
    }
    assertThat(OPEN_API.find("apis/nosuch/v1")).isNull();
  }

  @Test
  void eachReferenceLeadsToASchemaOfTheSameDocument() {
    MapValue paths = ((MapValue) Json.parse(OPEN_API.index())).mapOrEmpty("paths");
    for (String path : paths.keys()) {
      MapValue document = document(path);
      Set<String> known =
          new HashSet<>(document.mapOrEmpty("components").mapOrEmpty("schemas").keys());
      assertThat(references(document)).as(path).allMatch(reference -> known.contains(reference));
    }
  }

  @Test
  void typesAndFieldsAreDescribed() {
    MapValue schemas = document("apis/apps/v1").mapOrEmpty("components").mapOrEmpty("schemas");
    MapValue spec = schemas.mapOrEmpty("io.k8s.api.apps.v1.DeploymentSpec");
    assertThat(spec.text("description")).contains("desired behavior of the Deployment");
    assertThat(spec.textAt("properties", "paused", "description")).contains("paused");
  }

  @Test
  void aFieldTellsHowItsListMerges() {
    assertThat(
            without(
                "description",
                document("api/v1")
                    .mapAt(
                        "components",
                        "schemas",
                        "io.k8s.api.core.v1.Container",
                        "properties",
                        "ports")))
        .isEqualTo(
            json(
                """
                {"type":"array","items":{"allOf":
                   [{"$ref":"#/components/schemas/io.k8s.api.core.v1.ContainerPort"}],"default":{}},
                 "x-kubernetes-list-map-keys":["containerPort","protocol"],
                 "x-kubernetes-list-type":"map","x-kubernetes-patch-merge-key":"containerPort",
                 "x-kubernetes-patch-strategy":"merge"}
                """));
  }

  @Test
  void aPatchTakesFieldValidationWhichKubectlLooksFor() {
    MapValue patch =
        document("apis/apps/v1")
            .mapAt("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}", "patch");
    assertThat(patch.listOrEmpty("parameters").maps())
        .extracting(parameter -> parameter.text("name"))
        .containsExactly("dryRun", "fieldManager", "fieldValidation", "force");
    assertThat(patch.mapOrEmpty("x-kubernetes-group-version-kind"))
        .isEqualTo(json("{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}"));
    assertThat(patch.text("operationId")).isEqualTo("patchAppsV1NamespacedDeployment");
  }

  @Test
  void whatAllOperationsOfAPathShareStandsWithThePath() {
    MapValue paths = document("api/v1").mapOrEmpty("paths");
    assertThat(names(paths.mapOrEmpty("/api/v1/namespaces/{namespace}/pods/{name}")))
        .containsExactly("name", "namespace", "pretty");
    assertThat(names(paths.mapOrEmpty("/api/v1/namespaces/{name}/finalize")))
        .containsExactly("dryRun", "fieldManager", "fieldValidation", "name", "pretty");
    assertThat(names(paths.mapOrEmpty("/api/v1/namespaces/{namespace}/pods/{name}/exec")))
        .containsExactly(
            "command", "container", "name", "namespace", "stderr", "stdin", "stdout", "tty");
  }

  @Test
  void deleteOptionsAreAKindOfTheirGroupToo() {
    assertThat(
            document("apis/apps/v1")
                .at(
                    "components",
                    "schemas",
                    "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions",
                    "x-kubernetes-group-version-kind"))
        .isEqualTo(
            json(
                """
                [{"group":"","kind":"DeleteOptions","version":"v1"},
                 {"group":"apps","kind":"DeleteOptions","version":"v1"}]
                """));
  }

  @Test
  void versionTwoSaysTheSameInFewerWords() {
    MapValue v2 = (MapValue) Json.parse(OPEN_API.v2().bytes());
    MapValue properties =
        v2.mapAt("definitions", "io.k8s.api.apps.v1.DeploymentSpec", "properties");
    assertThat(without("description", properties.map("strategy")))
        .isEqualTo(
            json(
                """
                {"$ref":"#/definitions/io.k8s.api.apps.v1.DeploymentStrategy",
                 "x-kubernetes-patch-strategy":"retainKeys"}
                """));
    MapValue put =
        v2.mapAt("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}", "put");
    assertThat(put.listOrEmpty("parameters").mapAt(0))
        .isEqualTo(
            json(
                """
                {"name":"body","in":"body","required":true,
                 "schema":{"$ref":"#/definitions/io.k8s.api.apps.v1.Deployment"}}
                """));
    assertThat(v2.mapAt("definitions", "io.k8s.apimachinery.pkg.util.intstr.IntOrString"))
        .isEqualTo(json("{\"type\":\"string\",\"format\":\"int-or-string\"}"));
  }

  private static MapValue without(String key, MapValue map) {
    MapValue rest = map.copy();
    rest.remove(key);
    return rest;
  }

  private static Iterable<String> names(MapValue item) {
    return item.listOrEmpty("parameters").maps().stream()
        .map(parameter -> parameter.text("name", ""))
        .toList();
  }

  private static MapValue document(String path) {
    return (MapValue) Json.parse(Objects.requireNonNull(OPEN_API.find(path)).bytes());
  }

  private static Set<String> references(Value value) {
    Set<String> found = new HashSet<>();
    collect(value, found);
    return found;
  }

  private static void collect(Value value, Set<String> found) {
    switch (value) {
      case MapValue map -> {
        if (map.find("$ref") instanceof Text(String reference)) {
          found.add(reference.substring("#/components/schemas/".length()));
        }
        map.entries().forEach(entry -> collect(entry.getValue(), found));
      }
      case ListValue list -> list.forEach(item -> collect(item, found));
      default -> {}
    }
  }

  private static Value json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
