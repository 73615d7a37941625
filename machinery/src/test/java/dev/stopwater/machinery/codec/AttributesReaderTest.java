package dev.stopwater.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.select.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesReaderTest {

  private final AttributesReader reader =
      AttributesReader.of(
          List.of(
              "spec.nodeName",
              "spec.hostNetwork",
              "status.podIPs",
              "status.podIP",
              "spec.n",
              "metadata.name"));

  @Test
  void onlyWhatSelectionNeedsIsRead() {
    Attributes read =
        read(
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"3","name":"a","namespace":"b","uid":"u",
             "labels":{"x":"1","name":"2"},"annotations":{"name":"no"}},
             "spec":{"containers":[{"name":"c","nodeName":"no"}],"hostNetwork":true,"n":12,"nodeName":"node"},
             "status":{"podIPs":[{"ip":"1.2.3.4","x":{"ip":"no"}},{"ip":"::1"}]}}
            """);
    assertThat(read)
        .isEqualTo(
            new Attributes(
                "b",
                "a",
                "u",
                Map.of("x", "1", "name", "2"),
                Map.of(
                    "spec.nodeName", "node",
                    "spec.hostNetwork", "true",
                    "status.podIPs", "1.2.3.4",
                    "status.podIP", "",
                    "spec.n", "12")));
  }

  @Test
  void whatIsMissingOrOfAnotherShapeReadsAsEmpty() {
    Attributes read =
        read("{\"metadata\":{\"labels\":null},\"spec\":[],\"status\":{\"podIPs\":[]}}");
    assertThat(read.namespace() + read.name() + read.uid()).isEmpty();
    assertThat(read.labels()).isEmpty();
    assertThat(read.fields().values()).hasSize(5).containsOnly("");
  }

  private Attributes read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
