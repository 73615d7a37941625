package dev.stopwater.resources.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.resources.builtin.kinds.ApiText;
import dev.stopwater.resources.builtin.kinds.ApiTextReader;
import dev.stopwater.resources.definition.Definition;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private final Catalog catalog = Catalog.builtin();

  @Test
  void theCoreGroupComesFirstAndThePreferredVersionBeforeTheOther() {
    assertThat(catalog.groups()).startsWith("", "apiregistration.k8s.io", "apps").hasSize(21);
    assertThat(catalog.versions("autoscaling")).containsExactly("v2", "v1");
    assertThat(catalog.versions("nosuch")).isEmpty();
    assertThat(catalog.definitions("", "v1"))
        .extracting(Definition::resource)
        .startsWith("bindings", "componentstatuses", "configmaps");
  }

  @Test
  void aResourceIsFoundByItsPathAndByItsKind() {
    Definition deployments = find("apps", "v1", "deployments");
    assertThat(catalog.findKind("apps", "v1", "Deployment")).isSameAs(deployments);
    assertThat(catalog.find("apps", "v2", "deployments")).isNull();
    assertThat(catalog.find("", "v1", "deployments")).isNull();
    assertThat(catalog.findPreferred("autoscaling", "horizontalpodautoscalers"))
        .isSameAs(find("autoscaling", "v2", "horizontalpodautoscalers"));
  }

  @Test
  void resourcesThatAreOneThingAreStoredAsOne() {
    assertThat(catalog.storedAs(find("events.k8s.io", "v1", "events")))
        .isSameAs(find("", "v1", "events"));
    assertThat(catalog.storedAs(find("autoscaling", "v1", "horizontalpodautoscalers")))
        .isSameAs(find("autoscaling", "v2", "horizontalpodautoscalers"));
    assertThat(catalog.storedAs(find("apps", "v1", "deployments")))
        .isSameAs(find("apps", "v1", "deployments"));
  }

  @Test
  void bodiesThatAreNoResourceOfTheirOwnHaveASchema() {
    assertThat(catalog.body("", "v1", "DeleteOptions")).isNotNull();
    assertThat(catalog.body("autoscaling", "v1", "Scale")).isNotNull();
    assertThat(catalog.body("policy", "v1", "Eviction")).isNotNull();
    assertThat(catalog.body("", "v1", "Nosuch")).isNull();
  }

  @Test
  void theDataFileIsWrittenAsItWasRead() {
    String text = ApiText.write(catalog.description());
    assertThat(ApiTextReader.read(text)).isEqualTo(catalog.description());
  }

  private Definition find(String group, String version, String resource) {
    return Objects.requireNonNull(catalog.find(group, version, resource));
  }
}
