package dev.stopwater.resources.builtin.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Columns columns = Columns.builtin();

  @ParameterizedTest
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1.5S, 0s",
    "PT119S, 119s",
    "PT2M, 2m",
    "PT9M59S, 9m59s",
    "PT2H59M, 179m",
    "PT7H5M, 7h5m",
    "PT47H, 47h",
    "PT74H, 3d2h",
    "P400D, 400d",
    "P735D, 2y5d",
    "P2930D, 8y",
  })
  void theLongerASpanTheCoarserItsText(Duration span, String text) {
    assertThat(Ages.text(span)).isEqualTo(text);
  }

  @Test
  void aPodTellsHowItsContainersAreAndWhenTheLastOneEnded() {
    String pod =
        """
        {
          'metadata': {'name': 'web', 'creationTimestamp': '2029-12-31T23:00:00Z'},
          'spec': {
            'nodeName': 'east-1',
            'initContainers': [{'name': 'mesh', 'restartPolicy': 'Always'}, {'name': 'seed'}],
            'containers': [{'name': 'a'}, {'name': 'b'}],
            'readinessGates': [{'conditionType': 'dns'}, {'conditionType': 'cache'}]
          },
          'status': {
            'phase': 'Running',
            'podIPs': [{'ip': '192.0.2.40'}, {'ip': '2001:db8::4'}],
            'conditions': [{'type': 'dns', 'status': 'True'}],
            'initContainerStatuses': [
              {'name': 'mesh', 'ready': true, 'started': true, 'restartCount': 2},
              {'name': 'seed', 'restartCount': 7, 'state': {'terminated': {'exitCode': 0}}}
            ],
            'containerStatuses': [
              {'name': 'a', 'ready': true, 'state': {'running': {}}},
              {'name': 'b', 'restartCount': 3, 'state': {'waiting': {'reason': 'CrashLoopBackOff'}},
               'lastState': {'terminated': {'finishedAt': '2029-12-31T23:55:00Z'}}}
            ]
          }
        }
        """;
    assertThat(row("Pod", pod))
        .containsExactly(
            "web",
            "2/3",
            "CrashLoopBackOff",
            "5 (5m ago)",
            "60m",
            "192.0.2.40",
            "east-1",
            "<none>",
            "1/2");
  }

  @Test
  void aPodThatBeginsShowsHowManyInitContainersAreDone() {
    String pod =
        """
        {
          'spec': {
            'initContainers': [{'name': 'x'}, {'name': 'y'}, {'name': 'z'}],
            'containers': [{'name': 'a'}]
          },
          'status': {
            'phase': 'Pending',
            'initContainerStatuses': [
              {'name': 'x', 'state': {'terminated': {'exitCode': 0}}},
              {'name': 'y', 'state': {'running': {}}}
            ]
          }
        }
        """;
    assertThat(row("Pod", pod)).contains("Init:1/3", "0/1");
  }

  @Test
  void aContainerThatCompletedDoesNotHideOneThatFailed() {
    String pod =
        """
        {
          'spec': {'containers': [{'name': 'a'}, {'name': 'b'}]},
          'status': {
            'phase': 'Running',
            'containerStatuses': [
              {'name': 'a', 'state': {'terminated': {'exitCode': 0, 'reason': 'Completed'}}},
              {'name': 'b', 'state': {'terminated': {'exitCode': 4}}}
            ]
          }
        }
        """;
    assertThat(row("Pod", pod)).contains("ExitCode:4");
  }

  @Test
  void aLoadBalancerShowsItsAddressesInOrderAndThenTheExternalOnes() {
    String service =
        """
        {
          'spec': {
            'type': 'LoadBalancer',
            'clusterIPs': ['10.1.2.3'],
            'externalIPs': ['198.51.100.3'],
            'ports': [{'port': 443, 'nodePort': 31000, 'protocol': 'TCP'}],
            'selector': {'tier': 'web', 'app': 'shop'}
          },
          'status': {
            'loadBalancer': {'ingress': [{'hostname': 'lb.example.org'}, {'ip': '192.0.2.30'}]}
          }
        }
        """;
    assertThat(row("Service", service))
        .contains(
            "10.1.2.3",
            "192.0.2.30,lb.example.org,198.51.100.3",
            "443:31000/TCP",
            "app=shop,tier=web");
  }

  @Test
  void aSelectorIsSpelledInTheOrderOfItsKeys() {
    String policy =
        """
        {
          'spec': {
            'podSelector': {'matchLabels': {'m': 'one'}, 'matchExpressions': [{'key': 'z', 'operator': 'DoesNotExist'}, {'key': 'a', 'operator': 'In', 'values': ['q', 'p']}]}
          }
        }
        """;
    assertThat(row("networking.k8s.io/NetworkPolicy", policy)).contains("a in (p,q),m=one,!z");
  }

  @Test
  void aKindWithoutColumnsOfItsOwnShowsWhenItWasCreated() {
    String object = "{'metadata': {'name': 'x', 'creationTimestamp': '2029-06-01T00:00:00Z'}}";
    assertThat(row("example/Unheard", object)).containsExactly("x", "2029-06-01T00:00:00Z");
    assertThat(columns.knows("example/Unheard")).isFalse();
  }

  @Test
  void anAddressHasOneCellMoreThanColumns() {
    String kind = "networking.k8s.io/IPAddress";
    assertThat(columns.definitions(kind).size()).isEqualTo(2);
    assertThat(columns.cells(kind, new MapValue(), NOW).size()).isEqualTo(3);
  }

  @Test
  void aPodThatFailedSaysSoBesideItsRow() {
    MapValue pod = MapValue.of("status", MapValue.of("phase", "Failed"));
    assertThat(columns.conditions("Pod", pod).mapAt(0).text("reason")).isEqualTo("Failed");
  }

  private List<String> row(String kind, String json) {
    Value object = Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    List<String> row = new ArrayList<>();
    for (Value cell : columns.cells(kind, (MapValue) object, NOW)) {
      row.add(
          switch (cell) {
            case Text(String text) -> text;
            case Int(long number) -> Long.toString(number);
            default -> cell.toString();
          });
    }
    return row;
  }
}
