package dev.stopwater.machinery.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':{'a':'1'}} | {'data':{'b':'2'}} | {'data':{'a':'1','b':'2'}}",
        "{'data':{'a':'1'}} | {'data':{'a':null}} | {'data':{}}",
        "{'data':{'a':'1'}} | {'data':null} | {}",
        "{} | {'data':{'a':null,'b':'2'}} | {'data':{'b':'2'}}",
        "{'data':{'a':'1'}} | {'data':{'$patch':'replace','b':'2'}} | {'data':{'b':'2'}}",
        "{'data':{'a':'1'}} | {'data':{'$patch':'delete','b':'2'}} | {'data':{}}",
        "{} | {'data':{'$patch':'replace','b':'2'}} | {}",
        "{'strategy':{'type':'A','surge':1}} | {'strategy':{'$retainKeys':['type'],'type':'B'}} | {'strategy':{'type':'B'}}",
        "{'strategy':{'surge':1}} | {'strategy':{'$retainKeys':['type'],'surge':null}} | {'strategy':{}}",
        "{'bytes':{}} | {'bytes':{'a':[104,105]}} | {'bytes':{'a':'aGk='}}",
        "{'replicas':1} | {'replicas':2.0} | {'replicas':2}",
        "{'replicas':1} | {'replicas':4294967298} | {'replicas':2}",
        "{'kind':'A','apiVersion':'v1'} | {'kind':'B','apiVersion':'v2'} | {'kind':'A','apiVersion':'v1'}",
        "{'kind':'A'} | null | {'kind':'A'}",
        "{'kind':'A'} | {'unknown':{'a':1}} | {'kind':'A','unknown':{'a':1}}",
      })
  void mapsMerge(String target, String patch, String result) {
    assertThat(merged(target, patch)).isEqualTo(parse(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'finalizers':['z','b']} | ['z','a','b','c']",
        "{'finalizers':[]} | ['a','b','c']",
        "{'$deleteFromPrimitiveList/finalizers':['a','c','x']} | ['b']",
        "{'$deleteFromPrimitiveList/finalizers':'a'} | ['a','b','c']",
        "{'$setElementOrder/finalizers':['c','a']} | ['b','c','a']",
        "{'$setElementOrder/finalizers':['c','z','a'],'finalizers':['z']} | ['b','c','z','a']",
        "{'$setElementOrder/finalizers':[],'finalizers':['z']} | ['a','b','c','z']",
        "{'$setElementOrder/finalizers':[],'finalizers':['x','y','z']} | ['a','b','c','z','y','x']",
        "{'$setElementOrder/finalizers':[],'finalizers':['z','b','y']} | ['y','a','b','c','z']",
      })
  void listsOfScalarsAreSets(String patch, String result) {
    assertThat(merged("{'finalizers':['a','b','c']}", patch))
        .isEqualTo(parse("{'finalizers':" + result + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'e','image':'k'} | {'name':'c','image':'i'},{'name':'d','image':'j'},{'name':'e','image':'k'}",
        "{'name':'n','image':'k'},{'name':'d','image':'x'} | {'name':'n','image':'k'},{'name':'c','image':'i'},{'name':'d','image':'x'},{'name':'e'}",
        "{'name':'e','args':['x']},{'name':'c','image':null} | {'name':'d','image':'j'},{'name':'e','args':['x']},{'name':'c'}",
        "{'$patch':'delete','name':'d'} | {'name':'c','image':'i'},{'name':'e'}",
        "{'$patch':'delete','name':'none'} | {'name':'c','image':'i'},{'name':'d','image':'j'},{'name':'e'}",
        "{'name':'n'},{'$patch':'replace','name':'c'} | {'name':'n'}",
        "{'name':'n'},{'name':'n','image':'x'} | {'name':'n','image':'x'},{'name':'c','image':'i'},{'name':'d','image':'j'},{'name':'e'}",
      })
  void listsOfMapsMergeByKey(String elements, String result) {
    assertThat(merged(CONTAINERS, "{'containers':[" + elements + "]}"))
        .isEqualTo(parse("{'containers':[" + result + "]}"));
  }

  private static final String CONTAINERS =
      "{'containers':[{'name':'c','image':'i'},{'name':'d','image':'j'},{'name':'e'}]}";

  @Test
  void anOrderAlsoPlacesWhatThePatchDoesNotName() {
    String patch = "{'$setElementOrder/containers':[{'name':'e'},{'name':'c'}]}";
    assertThat(merged(CONTAINERS, patch))
        .isEqualTo(
            parse(
                "{'containers':[{'name':'d','image':'j'},{'name':'e'},{'name':'c','image':'i'}]}"));
  }

  @Test
  void aNewElementTakesTheRoomOfADeletedOneWhenAnOrderIsGiven() {
    String patch =
        "{'$setElementOrder/containers':[{'name':'n'},{'name':'c'}],"
            + "'containers':[{'name':'n'},{'name':'e','$patch':'delete'}]}";
    assertThat(merged(CONTAINERS, patch))
        .isEqualTo(
            parse(
                "{'containers':[{'name':'d','image':'j'},{'name':'n'},{'name':'c','image':'i'}]}"));
  }

  @Test
  void anAtomicListIsReplaced() {
    assertThat(
            merged(
                "{'containers':[{'name':'c','args':['a']}]}",
                "{'containers':[{'name':'c','args':['b']}]}"))
        .isEqualTo(parse("{'containers':[{'name':'c','args':['b']}]}"));
  }

  @Test
  void aNewListLosesItsDirectivesButANewElementKeepsThem() {
    String element = "{'name':'n','ports':[{'number':1},{'$patch':'delete','number':2}]}";
    assertThat(merged("{}", "{'containers':[" + element + "]}"))
        .isEqualTo(parse("{'containers':[{'name':'n','ports':[{'number':1}]}]}"));
    assertThat(merged("{'containers':[{'name':'c'}]}", "{'containers':[" + element + "]}"))
        .isEqualTo(parse("{'containers':[" + element + ",{'name':'c'}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':{'$patch':'merge','n':'1'}} | 500 | unknown patch type: merge in map: map[$patch:merge n:1]",
        "{'data':{'$patch':5}} | 500 | unknown patch type: %!s(int64=5) in map: map[$patch:5]",
        "{'data':{'$patch':null}} | 500 | unknown patch type: %!s(<nil>) in map: map[$patch:<nil>]",
        "{'data':{'$retainKeys':['k'],'n':'1'}} | 400 | invalid patch format of retainKeys",
        "{'data':{'$retainKeys':'k'}} | 400 | invalid patch format of retainKeys",
        "{'$deleteFromPrimitiveList':['a']} | 400 | invalid patch format of primitive list",
        "{'$setElementOrderX/finalizers':['a']} | 400 | invalid patch format of setElementOrder list",
        "{'finalizers':[5]} | 500 | list element types are not identical: [[a b] [5]]",
        "{'finalizers':['x',null]} | 500 | list element types are not identical: [[a b] [x <nil>]]",
        "{'containers':['c']} | 500 | list element types are not identical: [[map[image:i name:c]] [c]]",
        "{'containers':[{'image':'i'}]} | 500 | map: map[image:i] does not contain declared merge key: name",
        "{'containers':[{'$patch':'delete'}]} | 500 | map: map[$patch:delete] does not contain declared merge key: name",
        "{'containers':[{'$patch':'merge','name':'c'}]} | 500 | merging lists cannot yet be specified in the patch",
        "{'containers':[{'$patch':'bogus','name':'c'}]} | 500 | unknown patch type: bogus in map: map[$patch:bogus name:c]",
        "{'$setElementOrder/containers':'c'} | 500 | expected a []interface {}, but received a string",
        "{'$setElementOrder/data':['c']} | 500 | expected a []interface {}, but received a map[string]interface {}",
        "{'$setElementOrder/bytes':['c']} | 500 | expected slice or array type, but got: struct",
        "{'$setElementOrder/containers':['c']} | 500 | value for key 0 is not a map",
        "{'$setElementOrder/containers':[{'x':1}]} | 500 | map: map[x:1] does not contain declared merge key: name",
        "{'$setElementOrder/unknown':['c']} | 500 | unable to find api field in struct Object for the json field \"unknown\"",
      })
  void aDirectiveThatCannotBeObeyedIsTold(String patch, int code, String message) {
    String target =
        "{'data':{'k':'v'},'finalizers':['a','b'],'containers':[{'name':'c','image':'i'}]}";
    assertThatThrownBy(() -> merged(target, patch))
        .isInstanceOfSatisfying(
            StatusException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.message()).isEqualTo(message);
            });
  }

  @Test
  void aReplacementNeedsNoPlaceInAnOrderThatIsNotUsedUp() {
    String replaced = "'containers':[{'name':'c'},{'$patch':'replace'}]}";
    assertThat(
            merged(
                CONTAINERS,
                "{'$setElementOrder/containers':[{'name':'c'},{'name':'d'}]," + replaced))
        .isEqualTo(parse("{'containers':[{'name':'c'}]}"));
    assertThatThrownBy(
            () -> merged(CONTAINERS, "{'$setElementOrder/containers':[{'name':'c'}]," + replaced))
        .hasMessageStartingWith("The order in patch list:");
  }

  @Test
  void aPatchThatBreaksItsOwnOrderIsTold() {
    String patch = "{'$setElementOrder/finalizers':['c','a'],'finalizers':['a','c']}";
    assertThatThrownBy(() -> merged("{'finalizers':['a']}", patch))
        .hasMessage(
            "The order in patch list:\n[a c]\n doesn't match $setElementOrder list:\n[c a]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':{'k':5}} | map[data:map[k:5]] | cannot convert int64 to string",
        "{'data':{'k':1.0}} | map[data:map[k:1]] | unrecognized type: string",
        "{'data':['x']} | map[data:[x]] | cannot restore map from slice",
        "{'data':{'k':{'a':null}}} | map[data:map[k:map[]]] | unrecognized type: string",
        "{'finalizers':{'x':1}} | map[finalizers:map[x:1]] | cannot restore slice from map",
        "{'strategy':5} | map[strategy:5] | cannot restore struct from: int64",
        "{'strategy':{'$retainKeys':['type'],'type':5}} | map[strategy:map[$retainKeys:[type] type:5]] | cannot convert int64 to string",
        "{'strategy':{'surge':1.5}} | map[strategy:map[surge:1.5]] | json: cannot unmarshal number 1.5 into Go value of type int32",
        "{'strategy':{'surge':true}} | map[strategy:map[surge:true]] | json: cannot unmarshal bool into Go value of type int32",
        "{'replicas':1.5} | map[replicas:1.5] | cannot convert float64 to int32",
        "{'replicas':'1'} | map[replicas:1] | unrecognized type: int32",
        "{'paused':1} | map[paused:1] | unrecognized type: bool",
        "{'when':5} | map[when:5] | json: cannot unmarshal number into Go value of type string",
        "{'bytes':{'a':1e6}} | map[bytes:map[a:1e+06]] | cannot restore slice from float64",
      })
  void aResultOfTheWrongTypeEchoesThePatch(String patch, String shown, String why) {
    assertThatThrownBy(() -> merged("{}", patch))
        .hasMessage(" \"\" is invalid: patch: Invalid value: \"" + shown + "\": " + why);
  }

  @Test
  void theEchoLacksDirectivesThatWereObeyed() {
    String patch =
        "{'$setElementOrder/containers':[{'name':'c'}],'containers':[{'name':'c','image':5}],"
            + "'strategy':{'$retainKeys':['type'],'type':'B'},'data':{'a':null}}";
    assertThatThrownBy(
            () -> merged("{'containers':[{'name':'c'}],'strategy':{},'data':{'a':'1'}}", patch))
        .hasMessageContaining("\"map[data:map[a:<nil>] strategy:map[type:B]]\"");
  }

  @Test
  void aPatchThatIsNoMapIsABadRequest() {
    assertThatThrownBy(() -> StrategicMerge.read("[]".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("json: cannot unmarshal array into Go value of type map[string]interface {}");
  }

  @Test
  void neitherTargetNorPatchChange() {
    Value target = parse(CONTAINERS);
    Value patch = parse("{'containers':[{'name':'c','image':'z'},{'$patch':'delete','name':'d'}]}");
    StrategicMerge merge = StrategicMerge.of(patch);
    Value once = merge.apply((MapValue) target, TestSchemas.OBJECT).object();
    assertThat(merge.apply((MapValue) target, TestSchemas.OBJECT).object()).isEqualTo(once);
    assertThat(target).isEqualTo(parse(CONTAINERS));
  }

  private static Value merged(String target, String patch) {
    return StrategicMerge.of(parse(patch))
        .apply((MapValue) parse(target), TestSchemas.OBJECT)
        .object();
  }

  private static Value parse(String json) {
    return Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
