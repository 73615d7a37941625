package dev.stopwater.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private final Discovery discovery = new Discovery(Catalog.builtin());

  @Test
  void theCoreGroupTellsItsVersionsAndOurAddress() {
    assertThat(discovery.versions("127.0.0.1:6443"))
        .isEqualTo(
            json(
                """
                {"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":
                  [{"clientCIDR":"0.0.0.0/0","serverAddress":"127.0.0.1:6443"}]}
                """));
  }

  @Test
  void aGroupPrefersItsFirstVersion() {
    assertThat(discovery.group("autoscaling"))
        .isEqualTo(
            json(
                """
                {"kind":"APIGroup","apiVersion":"v1","name":"autoscaling","versions":[
                  {"groupVersion":"autoscaling/v2","version":"v2"},
                  {"groupVersion":"autoscaling/v1","version":"v1"}],
                 "preferredVersion":{"groupVersion":"autoscaling/v2","version":"v2"}}
                """));
    assertThat(discovery.group("nosuch")).isNull();
    assertThat(discovery.group("")).isNull();
  }

  @Test
  void resourcesAreListedWithTheirSubresources() {
    MapValue resources = Objects.requireNonNull(discovery.resources("apps", "v1"));
    assertThat(resources.text("apiVersion")).isEqualTo("v1");
    assertThat(resources.listOrEmpty("resources"))
        .contains(
            json(
                """
                {"name":"deployments","singularName":"deployment","namespaced":true,
                 "kind":"Deployment","verbs":["create","delete","deletecollection","get","list",
                 "patch","update","watch"],"shortNames":["deploy"],"categories":["all"],
                 "storageVersionHash":"8aSe+NMegvE="}
                """),
            json(
                """
                {"name":"deployments/scale","singularName":"","namespaced":true,
                 "group":"autoscaling","version":"v1","kind":"Scale","verbs":["get","patch","update"]}
                """));
    assertThat(discovery.resources("apps", "v2")).isNull();
  }

  @Test
  void theListOfTheCoreGroupHasNoVersionOfItsOwn() {
    MapValue resources = Objects.requireNonNull(discovery.resources("", "v1"));
    assertThat(resources.has("apiVersion")).isFalse();
    assertThat(resources.text("groupVersion")).isEqualTo("v1");
  }

  @Test
  void whatIsStoredAsOneThingHasOneHash() {
    assertThat(hash("events.k8s.io", "v1", "events")).isEqualTo(hash("", "v1", "events"));
    assertThat(hash("autoscaling", "v1", "horizontalpodautoscalers"))
        .isEqualTo(hash("autoscaling", "v2", "horizontalpodautoscalers"));
  }

  @Test
  void reviewsAndBindingsAreNotStored() {
    assertThat(resource("authentication.k8s.io", "v1", "tokenreviews").has("storageVersionHash"))
        .isFalse();
    assertThat(resource("", "v1", "bindings").has("storageVersionHash")).isFalse();
  }

  @Test
  void theAggregatedDocumentIsTheSameForTheSameCatalog() {
    Document once = discovery.aggregatedGroups();
    Document twice = new Discovery(Catalog.builtin()).aggregatedGroups();
    assertThat(once.etag()).isEqualTo(twice.etag()).matches("\"[0-9A-F]{128}\"");
    assertThat(once.bytes()).isEqualTo(twice.bytes());
    assertThat(discovery.aggregatedCore().etag()).isNotEqualTo(once.etag());
  }

  @Test
  void theRootListsAllPathsInOrder() {
    MapValue root = (MapValue) Json.parse(discovery.root(List.of("/version", "/livez")));
    assertThat(root.listOrEmpty("paths").texts())
        .isSorted()
        .contains("/api", "/api/v1", "/apis", "/apis/", "/apis/apps", "/apis/apps/v1", "/livez");
  }

  private String hash(String group, String version, String name) {
    return resource(group, version, name).text("storageVersionHash", "");
  }

  private MapValue resource(String group, String version, String name) {
    return Objects.requireNonNull(discovery.resources(group, version))
        .listOrEmpty("resources")
        .maps()
        .stream()
        .filter(resource -> name.equals(resource.text("name")))
        .findFirst()
        .orElseThrow();
  }

  private static Value json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
