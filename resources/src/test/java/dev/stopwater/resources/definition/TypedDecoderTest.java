package dev.stopwater.resources.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.TypedDecoder.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedDecoderTest {

  @Test
  void whatGoPrintsOfEmptyFieldsIsThere() {
    assertThat(typed("v1/Pod", "{'spec':{'containers':[{'name':'c'}]}}"))
        .isEqualTo(
            json(
                "{'metadata':{},'spec':{'containers':[{'name':'c','resources':{}}]},'status':{}}"));
    assertThat(typed("v1/Pod", "{}"))
        .isEqualTo(json("{'metadata':{},'spec':{'containers':null},'status':{}}"));
    assertThat(typed("v1/Event", "{'reason':'r'}"))
        .isEqualTo(
            json(
                "{'metadata':{},'involvedObject':{},'reason':'r','source':{},'firstTimestamp':null,"
                    + "'lastTimestamp':null,'eventTime':null,'reportingComponent':'','reportingInstance':''}"));
    assertThat(typed("rbac.authorization.k8s.io/v1/Role", "{}"))
        .isEqualTo(json("{'metadata':{},'rules':null}"));
    assertThat(typed("v1/Node", "{'status':{}}").mapAt("status"))
        .isEqualTo(
            json(
                "{'daemonEndpoints':{'kubeletEndpoint':{'Port':0}},'nodeInfo':{'machineID':'',"
                    + "'systemUUID':'','bootID':'','kernelVersion':'','osImage':'',"
                    + "'containerRuntimeVersion':'','kubeletVersion':'','kubeProxyVersion':'',"
                    + "'operatingSystem':'','architecture':''}}"));
  }

  @Test
  void zerosBehindPointersAreKeptAndOthersAreDropped() {
    MapValue spec =
        typed("apps/v1/Deployment", "{'spec':{'replicas':0,'minReadySeconds':0,'paused':false}}")
            .mapOrEmpty("spec");
    assertThat(spec.integer("replicas")).isZero();
    assertThat(spec.has("minReadySeconds")).isFalse();
    assertThat(spec.has("paused")).isFalse();
  }

  @Test
  void nullsAreNothingButAreZeroWithinListsAndMaps() {
    assertThat(typed("v1/ConfigMap", "{'metadata':null,'data':{'a':null},'binaryData':{'b':null}}"))
        .isEqualTo(json("{'metadata':{},'data':{'a':''},'binaryData':{'b':''}}"));
    assertThat(typed("v1/Pod", "{'spec':{'containers':[{'name':'c','args':[null]},null]}}"))
        .isEqualTo(
            json(
                "{'metadata':{},'spec':{'containers':[{'name':'c','args':[''],'resources':{}},"
                    + "{'name':'','resources':{}}]},'status':{}}"));
  }

  @Test
  void unknownFieldsAreDroppedAndNamedInTheOrderOfTheDocument() {
    Decoded decoded =
        decode(
            "apps/v1/Deployment",
            "{'spec':{'b':1,'template':{'spec':{'containers':[{'z':1},{'livenessProbe':"
                + "{'httpGet':{'y':2}}}],'a':1}}},'Spec':3}");
    assertThat(decoded.strictErrors())
        .containsExactly(
            "unknown field \"spec.b\"",
            "unknown field \"spec.template.spec.containers[0].z\"",
            "unknown field \"spec.template.spec.containers[1].livenessProbe.httpGet.y\"",
            "unknown field \"spec.template.spec.a\"",
            "unknown field \"Spec\"");
    assertThat(decoded.typed().keys()).containsExactly("metadata", "spec", "status");
  }

  @Test
  void duplicateFieldsStandAmongTheUnknownOnes() {
    String text =
        "{'x':1,'metadata':{'name':'a','zz':1,'name':'b'},'data':{},'y':{'k':1,'k':2},'z':1,"
            + "'data':{},'x':2}";
    Json.Reading reading = Json.read(bytes(text));
    Decoded decoded =
        TypedDecoder.decode(schema("v1/ConfigMap"), reading.value(), reading.duplicates());
    assertThat(decoded.strictErrors())
        .containsExactly(
            "unknown field \"x\"",
            "unknown field \"metadata.zz\"",
            "duplicate field \"metadata.name\"",
            "unknown field \"y\"",
            "unknown field \"z\"",
            "duplicate field \"data\"");
  }

  @Test
  void whatNestsTooDeepIsRefusedBeforeTheStackEnds() {
    Schema schema = schema("apiextensions.k8s.io/v1/CustomResourceDefinition");
    String version = "{'spec':{'versions':[{'schema':{'openAPIV3Schema':";
    assertThatThrownBy(() ->
            TypedDecoder.decode(
                schema,
                json(version + "{'not':".repeat(9_000) + "{}" + "}".repeat(9_000) + "}}]}}")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("exceeded max depth");
    String deep = version + "{'not':".repeat(900) + "{}" + "}".repeat(900) + "}}]}}";
    assertThat(TypedDecoder.decode(schema, json(deep)).strictErrors()).isEmpty();
  }

  @Test
  void aNewObjectKeepsTheEmptyListsThatItWasGiven() {
    Schema schema = schema("networking.k8s.io/v1/Ingress");
    Value untyped = json("{'spec':{'rules':[]}}");
    assertThat(TypedDecoder.decodeNew(schema, untyped, List.of()).typed().listAt("spec", "rules"))
        .isEqualTo(new ListValue());
    assertThat(TypedDecoder.decode(schema, untyped).typed().listAt("spec", "rules")).isNull();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          apps/v1/Deployment | {'spec':{'replicas':'3'}} | string into Go struct field DeploymentSpec.spec.replicas of type int32
          apps/v1/Deployment | {'spec':{'replicas':3000000000}} | number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32
          apps/v1/Deployment | {'spec':{'replicas':1.0}} | number 1.0 into Go struct field DeploymentSpec.spec.replicas of type int32
          v1/ConfigMap | {'metadata':{'generation':1e0}} | number 1e0 into Go struct field ObjectMeta.metadata.generation of type int64
          v1/ConfigMap | {'metadata':5} | number into Go struct field ConfigMap.metadata of type v1.ObjectMeta
          v1/ConfigMap | {'data':{'a':5}} | number into Go struct field ConfigMap.data of type string
          v1/ConfigMap | {'data':[]} | array into Go struct field ConfigMap.data of type map[string]string
          v1/Secret | {'data':{'a':true}} | bool into Go struct field Secret.data of type []uint8
          v1/Secret | {'type':5} | number into Go struct field Secret.type of type v1.SecretType
          v1/Pod | {'spec':{'containers':[5]}} | number into Go struct field PodSpec.spec.containers of type v1.Container
          v1/Pod | {'spec':{'containers':{}}} | object into Go struct field PodSpec.spec.containers of type []v1.Container
          v1/Pod | {'spec':{'containers':[{'resources':{'limits':[]}}]}} | array into Go struct field ResourceRequirements.spec.containers.resources.limits of type v1.ResourceList
          v1/Pod | {'spec':{'containers':[{'livenessProbe':{'httpGet':{'port':1.5}}}]}} | number 1.5 into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port of type int32
          v1/Pod | {'spec':{'volumes':[{'emptyDir':5}]}} | number into Go struct field Volume.spec.volumes.VolumeSource.emptyDir of type v1.EmptyDirVolumeSource
          v1/Pod | {'spec':{'restartPolicy':true}} | bool into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy
          v1/Pod | {'metadata':{'creationTimestamp':5}} | number into Go struct field ObjectMeta.metadata.creationTimestamp of type string
          v1/Pod | [] | array into Go value of type v1.Pod
          """)
  void aValueOfAWrongTypeIsRefusedInGosWords(String kind, String text, String message) {
    assertThat(refusal(kind, text)).isEqualTo("json: cannot unmarshal " + message);
  }

  @Test
  void theFirstWrongValueIsToldUnlessALeafCannotParseItself() {
    assertThat(refusal("v1/ConfigMap", "{'data':{'a':5},'binaryData':{'a':'!'}}"))
        .isEqualTo(
            "json: cannot unmarshal number into Go struct field ConfigMap.data of type string");
    assertThat(
            refusal(
                "apps/v1/Deployment",
                "{'spec':{'paused':'x','strategy':{'rollingUpdate':{'maxSurge':true}}}}"))
        .endsWith("RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          YQ=,3
          YQ,0
          !,0
          YWJj!,4
          YQ==YQ,4
          YQ=a,2
          """)
  void faultyBase64IsToldByItsOffset(String text, int offset) {
    assertThat(refusal("v1/Secret", "{'data':{'a':'" + text + "'}}"))
        .isEqualTo("illegal base64 data at input byte " + offset);
  }

  @Test
  void bytesBecomeCanonical() {
    assertThat(typed("v1/Secret", "{'data':{'a':'Y\\nQ\\r==','b':[1,2]}}").mapOrEmpty("data"))
        .isEqualTo(json("{'a':'YQ==','b':'AQI='}"));
  }

  @Test
  void quantitiesBecomeCanonicalAndNullIsZero() {
    MapValue limits =
        typed(
                "v1/ResourceQuota",
                "{'spec':{'hard':{'a':1.5,'b':1e3,'c':'1000m','d':null,'e':'1536Mi'}}}")
            .mapOrEmpty("spec")
            .mapOrEmpty("hard");
    assertThat(limits).isEqualTo(json("{'a':'1500m','b':'1e3','c':'1','d':'0','e':'1536Mi'}"));
    assertThat(refusal("v1/ResourceQuota", "{'spec':{'hard':{'a':true}}}"))
        .startsWith("quantities must match the regular expression");
  }

  @Test
  void timesAreShownInUtcAndTheZeroTimeIsNone() {
    assertThat(
            typed("v1/Event", "{'firstTimestamp':'2020-01-01T02:00:00.5+02:00'}")
                .text("firstTimestamp"))
        .isEqualTo("2020-01-01T00:00:00Z");
    assertThat(
            typed("v1/Event", "{'eventTime':'2020-01-01T02:00:00.000005+02:00'}").text("eventTime"))
        .isEqualTo("2020-01-01T00:00:00.000005Z");
    assertThat(
            typed("v1/Pod", "{'metadata':{'creationTimestamp':'0001-01-01T00:00:00Z'}}")
                .map("metadata"))
        .isEqualTo(json("{}"));
    assertThat(refusal("v1/Pod", "{'metadata':{'creationTimestamp':'x'},'spec':5}"))
        .isEqualTo(
            "parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"");
  }

  @Test
  void toShowTwiceIsToShowOnce() {
    MapValue once = typed("apps/v1/StatefulSet", "{'spec':{'template':{'spec':{}}}}");
    assertThat(Shapes.shown(schema("apps/v1/StatefulSet"), once)).isEqualTo(once);
  }

  private static String refusal(String kind, String text) {
    DecodeException refused = catchThrowableOfType(DecodeException.class, () -> decode(kind, text));
    assertThat(refused).as(text).isNotNull();
    return refused.message();
  }

  private static MapValue typed(String kind, String text) {
    return decode(kind, text).typed();
  }

  private static Decoded decode(String kind, String text) {
    return TypedDecoder.decode(schema(kind), json(text));
  }

  private static Schema schema(String kind) {
    String[] parts = kind.split("/");
    Schema schema =
        parts.length == 2
            ? Catalog.builtin().body("", parts[0], parts[1])
            : Catalog.builtin().body(parts[0], parts[1], parts[2]);
    assertThat(schema).isNotNull();
    return schema;
  }

  private static Value json(String text) {
    return Json.parse(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
