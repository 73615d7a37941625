package dev.stopwater.machinery.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'b':1}} | {'a':{'c':2}} | {'a':{'b':1,'c':2}}",
        "{'a':{'b':1}} | {'a':null} | {}",
        "{'a':{'b':1}} | {'a':{'b':null}} | {'a':{}}",
        "{} | {'a':{'b':null,'c':{'d':null}}} | {'a':{'c':{}}}",
        "{'a':[1,2]} | {'a':[3]} | {'a':[3]}",
        "{'a':1} | {'a':[null,{'b':null}]} | {'a':[null,{}]}",
        "{'a':{}} | {'a':[null,{'b':null}]} | {'a':[null,{'b':null}]}",
        "{'a':null} | {'a':{'b':null}} | {'a':{}}",
        "{'a':null} | {'b':1} | {'a':null,'b':1}",
        "{'a':1} | {'$patch':'replace'} | {'a':1,'$patch':'replace'}",
      })
  void aPatchMerges(String target, String patch, String result) {
    assertThat(MergePatch.read(bytes(patch)).apply(Json.parse(bytes(target))))
        .isEqualTo(Json.parse(bytes(result)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
        "true | error decoding patch: json: cannot unmarshal bool into Go value of type map[string]interface {}",
        "a: b | error decoding patch: invalid character 'a' looking for beginning of value",
        "null | Invalid JSON Patch",
      })
  void aPatchThatIsNoMapIsABadRequest(String body, String message) {
    assertThatThrownBy(() -> MergePatch.read(bytes(body))).hasMessage(message);
  }

  @Test
  void aStrictReaderComplainsOfDuplicateKeys() {
    assertThat(MergePatch.read(bytes("{'data':{'k':1,'k':2}}")).complaints())
        .containsExactly("duplicate field \"data.k\"");
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
