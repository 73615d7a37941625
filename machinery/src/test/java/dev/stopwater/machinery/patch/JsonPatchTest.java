package dev.stopwater.machinery.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {

  private static final String DOCUMENT = "{'a':{'k':'v'},'l':[1,2,3],'n':null,'x/y':1,'~':2}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'add','path':'/a/b','value':1} | {'a':{'b':1,'k':'v'}}",
        "{'op':'add','path':'/a/b'} | {'a':{'b':null,'k':'v'}}",
        "{'op':'add','path':'/a/','value':1} | {'a':{'':1,'k':'v'}}",
        "{'op':'add','path':'z/a/b','value':1} | {'a':{'b':1,'k':'v'}}",
        "{'op':'replace','path':'/a/new','value':1} | {'a':{'k':'v','new':1}}",
        "{'op':'copy','from':'/a/none','path':'/a/m'} | {'a':{'k':'v','m':null}}",
        "{'op':'move','from':'/a/k','path':'/a/m'} | {'a':{'m':'v'}}",
        "{'op':'test','path':'/a/none'},{'op':'remove','path':'/a/k'} | {'a':{}}",
        "{'op':'test','path':'','value':{'a':{'k':'v'}}} | {'a':{'k':'v'}}",
        "{'op':'replace','path':'','value':{'b':1}} | {'b':1}",
      })
  void anOperationChangesAMap(String operations, String result) {
    assertThat(applied("{'a':{'k':'v'}}", "[" + operations + "]")).isEqualTo(quoted(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'add','path':'/l/-','value':9} | [1,2,3,9]",
        "{'op':'add','path':'/l/3','value':9} | [1,2,3,9]",
        "{'op':'add','path':'/l/1','value':9} | [1,9,2,3]",
        "{'op':'add','path':'/l/-1','value':9} | [1,2,3,9]",
        "{'op':'add','path':'/l/-4','value':9} | [9,1,2,3]",
        "{'op':'replace','path':'/l/-3','value':9} | [9,2,3]",
        "{'op':'replace','path':'/l/+01','value':9} | [1,9,3]",
        "{'op':'remove','path':'/l/-1'} | [1,2]",
        "{'op':'move','from':'/l/-1','path':'/l/0'} | [3,1,2]",
        "{'op':'copy','from':'/l/0','path':'/l/-'} | [1,2,3,1]",
      })
  void anOperationChangesAList(String operation, String result) {
    assertThat(applied("{'l':[1,2,3]}", "[" + operation + "]"))
        .isEqualTo(quoted("{'l':" + result + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'add','path':'/none/b','value':1}",
        "{'op':'add','path':'/n/b','value':1}",
        "{'op':'add','path':'/a/k/b','value':1}",
        "{'op':'add','path':'','value':{}}",
        "{'op':'add','path':'x','value':1}",
        "{'op':'add','value':1}",
        "{'op':'add','path':'/l/4','value':1}",
        "{'op':'add','path':'/l/-5','value':1}",
        "{'op':'add','path':'/l/1.0','value':1}",
        "{'op':'remove','path':'/a/none'}",
        "{'op':'remove','path':'/l/-'}",
        "{'op':'remove','path':''}",
        "{'op':'replace','path':'/l/3','value':1}",
        "{'op':'replace','path':'/l/-','value':1}",
        "{'op':'replace','path':'','value':'x'}",
        "{'op':'move','from':'/a/none','path':'/b'}",
        "{'op':'move','from':'/a','path':'/a/b'}",
        "{'op':'move','path':'/b'}",
        "{'op':'copy','from':'/l/9','path':'/b'}",
        "{'op':'copy','from':'','path':'/b'}",
        "{'op':'test','path':'/a/k','value':'w'}",
        "{'op':'test','path':'/a/k'}",
        "{'op':'test','path':'/none/b','value':null}",
        "{'op':'set','path':'/a'}",
        "{'op':'Add','path':'/a','value':1}",
        "{}",
        "null",
      })
  void anOperationThatDoesNotApplyIsRejected(String operation) {
    assertThatThrownBy(() -> applied(DOCUMENT, "[" + operation + "]"))
        .isInstanceOfSatisfying(
            StatusException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(422);
              assertThat(refusal.reason()).isEqualTo("Invalid");
              assertThat(refusal.message())
                  .isEqualTo("the server rejected our request due to an error in our request");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
        "[1] | json: cannot unmarshal number into Go value of type handlers.jsonPatchOp",
        "[{'path':5}] | json: cannot unmarshal number into Go struct field jsonPatchOp.path of type string",
        "[{'from':[]}] | json: cannot unmarshal array into Go struct field jsonPatchOp.from of type string",
        "[ | unexpected end of JSON input",
      })
  void aPatchOfTheWrongShapeIsABadRequest(String body, String why) {
    assertThatThrownBy(() -> JsonPatch.read(bytes(body)))
        .hasMessage("error decoding patch: " + why);
  }

  @Test
  void pointersEscapeSlashAndTilde() {
    String patch = "[{'op':'remove','path':'/x~1y'},{'op':'remove','path':'/~'}]";
    assertThat(applied("{'x/y':1,'~':2,'~1':3}", patch)).isEqualTo(quoted("{'~1':3}"));
    assertThat(applied("{'~1':3}", "[{'op':'remove','path':'/~01'}]")).isEqualTo("{}");
  }

  @Test
  void noPatchAtAllChangesNothing() {
    assertThat(applied("{'a':1}", "[]")).isEqualTo(quoted("{'a':1}"));
    assertThat(applied("{'a':1}", "null")).isEqualTo(quoted("{'a':1}"));
  }

  @Test
  void aCopyDoesNotChangeWithItsOriginal() {
    String patch =
        "[{'op':'copy','from':'/l','path':'/m'},{'op':'add','path':'/m/-','value':2},"
            + "{'op':'test','path':'/l','value':[1]}]";
    assertThat(applied("{'l':[1]}", patch)).isEqualTo(quoted("{'l':[1],'m':[1,2]}"));
  }

  @Test
  void theTargetStaysAsItWas() {
    Value target = Json.parse(bytes("{'l':[1]}"));
    JsonPatch.read(bytes("[{'op':'add','path':'/l/-','value':2}]")).apply(target);
    assertThat(target).isEqualTo(Json.parse(bytes("{'l':[1]}")));
  }

  @Test
  void moreThanTenThousandOperationsAreTooMany() {
    String most = "{'op':'test','path':'/b'}" + ",{'op':'test','path':'/b'}".repeat(9_999);
    assertThat(applied("{}", "[" + most + "]")).isEqualTo("{}");
    assertThatThrownBy(() -> applied("{}", "[" + most + ",{}]"))
        .isInstanceOfSatisfying(
            StatusException.class, refusal -> assertThat(refusal.code()).isEqualTo(413))
        .hasMessage(
            "Request entity too large: The allowed maximum operations in a JSON patch is 10000,"
                + " got 10001");
  }

  @Test
  void copiesMayAddThreeMebibytes() {
    String big = "x".repeat((1 << 20) - 2);
    String copies = "{'op':'copy','from':'/b','path':'/c'},".repeat(2);
    String last = "{'op':'copy','from':'/b','path':'/c'}";
    String document = "{'b':'" + big + "'}";
    assertThat(applied(document, "[" + copies + last + "]")).hasSizeGreaterThan(2 << 20);
    assertThatThrownBy(() -> applied(document, "[" + copies + last + "," + last + "]"))
        .isInstanceOf(StatusException.class);
  }

  @Test
  void theMapsOnTheWayOfAnOperationHaveTheirKeysInOrderAndOthersDoNot() {
    Value target = Json.parse("{\"z\":{\"y\":1,\"x\":2},\"b\":{\"d\":1,\"c\":2}}".getBytes(UTF_8));
    Value result =
        JsonPatch.read("[{\"op\":\"add\",\"path\":\"/b/a\",\"value\":0}]".getBytes(UTF_8))
            .apply(target);
    assertThat(new String(JsonWriter.encodeInOwnOrder(result), UTF_8))
        .isEqualTo("{\"b\":{\"a\":0,\"c\":2,\"d\":1},\"z\":{\"y\":1,\"x\":2}}");
  }

  @Test
  void keysThatAValueRepeatsAreRepeatedWhereItIsPut() {
    JsonPatch patch =
        JsonPatch.read(
            "[{\"op\":\"add\",\"path\":\"/a/b\",\"value\":{\"k\":1,\"k\":2}}]".getBytes(UTF_8));
    assertThat(patch.duplicates().stream().map(Json.Duplicate::path)).containsExactly("a.b.k");
  }

  @Test
  void aStrictReaderComplainsOfDuplicateAndUnknownMembers() {
    JsonPatch patch =
        JsonPatch.read(bytes("[{'op':'add','op':'add','path':'/d','value':{'k':1,'k':2},'f':1}]"));
    assertThat(patch.complaints())
        .containsExactly(
            "json patch duplicate field \"[0].op\"",
            "json patch duplicate field \"[0].value.k\"",
            "json patch unknown field \"[0].f\"");
  }

  private static String applied(String document, String patch) {
    Value result = JsonPatch.read(bytes(patch)).apply(Json.parse(bytes(document)));
    return new String(JsonWriter.encodeBare(result), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return quoted(json).getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
