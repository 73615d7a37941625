package dev.stopwater.server.representation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.Value;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreesTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String POD =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-5d8c9","namespace":"default",
      "uid":"d3b07384-d113-4ec6-a7d5-6f1f2b3c4d5e","resourceVersion":"12345",
      "creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"web","pod-template-hash":"5d8c9"}},
      "spec":{"volumes":[{"name":"data","emptyDir":{}}],"containers":[{"name":"web","image":"nginx",
      "ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"A","value":"1"}],
      "resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"1","memory":"1Gi"}},
      "terminationMessagePath":"/dev/termination-log","imagePullPolicy":"Always"}],
      "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst"},
      "status":{"phase":"Pending","conditions":[{"type":"Ready","status":"False"}]}}\
      """;

  static List<String> shapes() {
    return List.of(
        POD,
        "{\"data\":{\"one\":\"" + "x".repeat(100_000) + "\"}}",
        "{\"data\":{\"one\":\"" + "\u00e4".repeat(50_000) + "\"}}",
        "{\"a\":[" + "1,".repeat(20_000) + "1]}",
        "{\"a\":[" + "1.5e3,".repeat(10_000) + "1]}",
        "{\"a\":[" + "[],".repeat(20_000) + "[]]}",
        "{\"a\":[" + "{},".repeat(20_000) + "{}]}",
        "{\"a\":[" + "{\"a\":{}},".repeat(5_000) + "{}]}",
        "{\"a\":[" + "\"\",".repeat(20_000) + "\"\"]}",
        "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}");
  }

  /// What is allocated for a tree is never less than what it holds.
  @ParameterizedTest
  @MethodSource("shapes")
  void anObjectAsATreeTakesNoMoreThanIsCounted(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    Json.parse(bytes); // names are kept once for all
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Value tree = Json.parse(bytes);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    System.out.printf(
        "%.40s: %d bytes allocate %d, counted %d%n",
        json.strip(), bytes.length, allocated, Trees.weight(bytes));
    assertThat(allocated).isLessThanOrEqualTo(Trees.weight(bytes));
    assertThat(tree).isNotNull();
  }
}
