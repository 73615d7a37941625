package dev.stopwater.machinery.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectorTest {

  private static final FieldLabels PODS =
      FieldLabels.of(Map.of("spec.nodeName", "spec.nodeName", "spec.host", "spec.nodeName"));
  private static final Attributes POD =
      new Attributes("ns", "a", "u", Map.of("l", "1"), Map.of("spec.nodeName", "n,1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name=a | true",
        "metadata.name==b | false",
        "metadata.name!=b | true",
        "metadata.namespace=ns,metadata.name=a | true",
        "metadata.namespace= | false",
        "spec.host=n\\,1 | true",
        "spec.nodeName!=n\\,1 | false",
        "=,,metadata.name=a | true",
      })
  void aFieldMatchesOrDoesNot(String selector, boolean matches) {
    assertThat(FieldSelector.parse(selector).resolve(PODS).matches(POD)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | invalid selector: 'a'; can't understand 'a'",
        "z=1,b | invalid selector: 'z=1,b'; can't understand 'b'",
        "a=b=c | invalid field selector: unescaped character in value: 61",
        "a=\\x | invalid field selector: invalid escape sequence: \\x",
        "a=b\\ | invalid field selector: invalid escape sequence: \\",
        "z=1,y=2 | field label not supported: y",
        "=a | field label not supported: ",
      })
  void aSelectorThatDoesNotFitIsABadRequest(String selector, String message) {
    assertThatThrownBy(() -> FieldSelector.parse(selector).resolve(PODS))
        .extracting(Throwable::getMessage)
        .asString()
        .isEqualToIgnoringWhitespace(message);
  }

  @Test
  void kindsWithoutFieldsKnowOnlyTheMetadata() {
    assertThatThrownBy(() -> FieldSelector.parse("data=x").resolve(FieldLabels.METADATA_ONLY))
        .hasMessage(
            "\"data\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
  }

  @Test
  void aKindMayRefuseInItsOwnWords() {
    FieldLabels jobs =
        FieldLabels.of("status.successful")
            .refusing(label -> "field label \"" + label + "\" not supported for Job");
    assertThatThrownBy(() -> FieldSelector.parse("x=1").resolve(jobs))
        .hasMessage("field label \"x\" not supported for Job");
  }

  @Test
  void aSelectionKnowsTheOneNameThatCanMatch() {
    Selection named =
        new Selection(LabelSelector.everything(), FieldSelector.parse("metadata.name=a"));
    assertThat(named.name()).isEqualTo("a");
    assertThat(named.matches(POD)).isTrue();
    assertThat(named.everything()).isFalse();
    assertThat(Selection.EVERYTHING.everything()).isTrue();
    assertThat(new Selection(LabelSelector.parse("l=2"), FieldSelector.EVERYTHING).matches(POD))
        .isFalse();
  }

  @Test
  void aSelectorPrintsWhatItRead() {
    assertThat(FieldSelector.parse("b!=c\\=d,a==b\\\\")).hasToString("a=b\\\\,b!=c\\=d");
  }
}
