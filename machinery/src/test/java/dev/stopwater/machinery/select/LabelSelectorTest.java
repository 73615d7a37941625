package dev.stopwater.machinery.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "a=b | b | true",
        "a==b | c | false",
        "a=b | - | false",
        "a!=b | c | true",
        "a!=b | - | true",
        "a in (b,c) | c | true",
        "a in (b,c) | - | false",
        "a in () | '' | true",
        "a in (b,,) | '' | true",
        "a notin (b) | - | true",
        "a notin (b) | b | false",
        "a | '' | true",
        "!a | - | true",
        "!a | b | false",
        "a>4 | 05 | true",
        "a>5 | 5 | false",
        "a<6 | 5 | true",
        "a<6 | x | false",
        "a<6 | 99999999999999999999 | false",
        "a<6 | - | false",
        "a=b,a!=c | b | true",
        "a=b,a=c | b | false",
        "'  a =  b , !c' | b | true",
        "a= | '' | true",
        "'' | - | true",
      })
  void aLabelMatchesOrDoesNot(String selector, String value, boolean matches) {
    Map<String, String> labels = value == null ? Map.of() : Map.of("a", value);
    assertThat(LabelSelector.parse(selector).matches(labels)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=== | found '==', expected: !, identifier, or 'end of string'",
        "a b | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a=b c | found 'c', expected: ',' or 'end of string'",
        "a, | found '', expected: identifier after ','",
        "! | unable to parse requirement: found '', expected: identifier",
        "a=< | unable to parse requirement: found '<', expected: identifier",
        "a in | unable to parse requirement: found '' expected: '('",
        "a in ( | unable to parse requirement: found '', expected: ',', ')' or identifier",
        "a in (b, | unable to parse requirement: found '', expected: ',', or identifier",
        "a in (b c) | unable to parse requirement: found 'c', expected: ',' or ')'",
        "a>x | unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
        "/a | unable to parse requirement: <nil>: Invalid value: \"/a\": prefix part must be non-empty",
      })
  void aSelectorThatDoesNotParseIsABadRequest(String selector, String message) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOfSatisfying(
            StatusException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(400);
              assertThat(refusal.message()).isEqualTo(message);
            });
  }

  @Test
  void allInvalidValuesAreToldAtOnce() {
    assertThatThrownBy(() -> LabelSelector.parse("a in (-y,-x)"))
        .hasMessageMatching(
            "unable to parse requirement: \\[values\\[0]\\[a]: Invalid value: \"-x\": a valid"
                + " label .*, values\\[1]\\[a]: Invalid value: \"-y\": a valid label .*]");
  }

  @Test
  void aSelectorPrintsSortedByKey() {
    String text = "z>1,y<2,!x,w notin (b,a),v in (c),u!=1,t==2,s=3,r";
    assertThat(LabelSelector.parse(text))
        .hasToString("r,s=3,t==2,u!=1,v in (c),w notin (a,b),!x,y<2,z>1");
  }

  @Test
  void anObjectSelectsByItsLabelsAndExpressions() {
    LabelSelector selector =
        LabelSelector.of(
            selector(MapValue.of("a", "b"), MapValue.of("key", "c", "operator", "Exists")));
    assertThat(selector.matches(Map.of("a", "b", "c", ""))).isTrue();
    assertThat(selector.matches(Map.of("a", "b"))).isFalse();
    assertThat(selector).hasToString("a=b,c");
  }

  @Test
  void anEmptyObjectSelectsEverythingAndAnAbsentOneNothing() {
    assertThat(LabelSelector.of(new MapValue()).matchesEverything()).isTrue();
    assertThat(LabelSelector.of((MapValue) null).matches(Map.of())).isFalse();
    assertThat(LabelSelector.of((MapValue) null).matchesEverything()).isFalse();
  }

  @Test
  void anObjectIsToldEachOfItsFaults() {
    FieldErrors errors = new FieldErrors();
    LabelSelectors.validate(
        selector(
            MapValue.of("a/", "b"),
            MapValue.of("key", "c", "operator", "In"),
            MapValue.of("key", "c", "operator", "Exists", "values", ListValue.of(text("x"))),
            MapValue.of("key", "c", "operator", "Like")),
        Path.of("spec", "selector"),
        errors);
    assertThat(errors.all())
        .extracting(error -> error.field() + ": " + error.message())
        .satisfiesExactly(
            e ->
                assertThat(e)
                    .isEqualTo(
                        "spec.selector.matchLabels: Invalid value: \"a/\": name part must be"
                            + " non-empty"),
            e ->
                assertThat(e)
                    .startsWith(
                        "spec.selector.matchLabels: Invalid value: \"a/\": name part must consist"),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "spec.selector.matchExpressions[0].values: Required value: must be"
                            + " specified when `operator` is 'In' or 'NotIn'"),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "spec.selector.matchExpressions[1].values: Forbidden: may not be specified"
                            + " when `operator` is 'Exists' or 'DoesNotExist'"),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "spec.selector.matchExpressions[2].operator: Invalid value: \"Like\": not a"
                            + " valid selector operator"));
  }

  private static MapValue selector(MapValue labels, MapValue... expressions) {
    return MapValue.of("matchLabels", labels, "matchExpressions", ListValue.of(expressions));
  }

  private static Value text(String text) {
    return new Text(text);
  }
}
