package dev.stopwater.resources.builtin.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VersionsTest {

  private static final String ANNOTATION = "autoscaling.alpha.kubernetes.io/";

  @Test
  void otherMetricsRideInAnAnnotationInItsFieldOrder() {
    MapValue first =
        AutoscalerVersions.toFirst(
            map(
                "{'metadata':{},'spec':{'metrics':["
                    + "{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':5}}},"
                    + "{'type':'Object','object':{'describedObject':{'kind':'Service','name':'s'},"
                    + "'target':{'type':'AverageValue','averageValue':'10'},'metric':{'name':'m'}}}]}}"));
    assertThat(first.integerAt("spec", "targetCPUUtilizationPercentage")).isEqualTo(5);
    assertThat(first.textAt("metadata", "annotations", ANNOTATION + "metrics"))
        .isEqualTo(
            "[{\"type\":\"Object\",\"object\":{\"target\":{\"kind\":\"Service\",\"name\":\"s\"},"
                + "\"metricName\":\"m\",\"targetValue\":\"0\",\"averageValue\":\"10\"}}]");
  }

  @Test
  void behaviorIsWrittenWithCapitalsAndNulls() {
    MapValue first =
        AutoscalerVersions.toFirst(map("{'spec':{'behavior':{'scaleUp':{'selectPolicy':'Max'}}}}"));
    assertThat(first.textAt("metadata", "annotations", ANNOTATION + "behavior"))
        .isEqualTo(
            "{\"ScaleUp\":{\"StabilizationWindowSeconds\":null,\"SelectPolicy\":\"Max\","
                + "\"Policies\":null,\"Tolerance\":null},\"ScaleDown\":null}");
  }

  @Test
  void anUnreadableAnnotationIsDropped() {
    MapValue second =
        AutoscalerVersions.toSecond(
            map("{'metadata':{'annotations':{'" + ANNOTATION + "metrics':'[bad'}},'spec':{}}"));
    assertThat(second.at("metadata", "annotations")).isNull();
    assertThat(second.at("spec", "metrics")).isNull();
  }

  @Test
  void anAutoscalerSurvivesTheWayThroughVersionOneWithProcessorLast() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      MapValue second = autoscaler(random);
      MapValue back = AutoscalerVersions.toSecond(AutoscalerVersions.toFirst(second.copy()));
      assertThat(back).as("seed " + seed).isEqualTo(second);
    }
  }

  private static MapValue autoscaler(Random random) {
    ListValue metrics = new ListValue();
    for (int i = random.nextInt(4); i > 0; i--) {
      String template = METRICS.get(random.nextInt(METRICS.size()));
      metrics.add(map(template.replace("NAME", "n" + random.nextInt(100))));
    }
    metrics.add(
        map(
            "{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':"
                + random.nextInt(1, 100)
                + "}}}"));
    MapValue spec = MapValue.of("maxReplicas", random.nextInt(9), "metrics", metrics);
    if (random.nextBoolean()) {
      spec.put(
          "behavior",
          map("{'scaleDown':{'policies':[{'type':'Pods','value':4,'periodSeconds':15}]}}"));
    }
    return MapValue.of("apiVersion", "autoscaling/v2", "metadata", MapValue.of("name", "a"))
        .put("spec", spec)
        .put(
            "status",
            map(
                "{'conditions':[{'type':'A','status':'True','lastTransitionTime':null}],'currentMetrics':["
                    + "{'type':'Resource','resource':{'name':'cpu','current':{'averageUtilization':4,'averageValue':'1'}}}]}"));
  }

  private static final List<String> METRICS =
      List.of(
          "{'type':'Resource','resource':{'name':'NAME','target':{'type':'AverageValue','averageValue':'1Mi'}}}",
          "{'type':'ContainerResource','containerResource':{'name':'cpu','container':'NAME','target':{'type':'Utilization','averageUtilization':5}}}",
          "{'type':'Pods','pods':{'metric':{'name':'NAME','selector':{'matchLabels':{'a':'b'}}},'target':{'type':'AverageValue','averageValue':'1'}}}",
          "{'type':'Object','object':{'describedObject':{'kind':'S','name':'NAME'},'metric':{'name':'m'},'target':{'type':'Value','value':'1'}}}",
          "{'type':'External','external':{'metric':{'name':'NAME'},'target':{'type':'Value','value':'1'}}}",
          "{'type':'External','external':{'metric':{'name':'NAME'},'target':{'type':'AverageValue','averageValue':'1'}}}");

  @Test
  void anEventHasOtherNamesInItsOtherGroupAndTheSameOnesAgainInItsOwn() {
    MapValue core =
        map(
            "{'apiVersion':'v1','kind':'Event','involvedObject':{'name':'p'},'message':'m','count':3,"
                + "'source':{},'firstTimestamp':null,'reportingComponent':'c','reason':'r'}");
    MapValue other = EventVersions.fromCore(core);
    assertThat(other)
        .isEqualTo(
            map(
                "{'apiVersion':'events.k8s.io/v1','kind':'Event','regarding':{'name':'p'},'note':'m',"
                    + "'deprecatedCount':3,'deprecatedSource':{},'deprecatedFirstTimestamp':null,"
                    + "'reportingController':'c','reason':'r'}"));
    assertThat(EventVersions.toCore(other)).isEqualTo(core);
  }

  private static MapValue map(String json) {
    return (MapValue) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
