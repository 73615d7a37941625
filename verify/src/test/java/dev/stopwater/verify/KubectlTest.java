package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An unmodified kubectl against `stopwater serve` with the local store, through what a newcomer
/// types. Each test works in a namespace of its own.
class KubectlTest {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: hello, labels: {app: hello}}
      spec:
        replicas: 2
        selector: {matchLabels: {app: hello}}
        template:
          metadata: {labels: {app: hello}}
          spec: {containers: [{name: web, image: "nginx:1"}]}
      """;

  @TempDir static Path home;
  private static ServerProcess server;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws Exception {
    KubectlProgram program = KubectlProgram.find("kubectl");
    if (program.command().isEmpty()) {
      System.out.println("SKIPPED: kubectl tests, since " + program.why());
    }
    Assumptions.assumeTrue(program.why().isEmpty(), program::why);
    server = ServerProcess.start(home.resolve("data"), "--secure-port", "0");
    kubectl = new Kubectl(program.command(), server.kubeconfig(), home);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      assertThat(server.stop()).as("exit code after SIGTERM").isZero();
    }
  }

  private static String ok(String... arguments) throws Exception {
    return okWith("", arguments);
  }

  private static String okWith(String input, String... arguments) throws Exception {
    Kubectl.Said said = kubectl.runWith(input, arguments);
    assertThat(said.exit()).as(String.join(" ", arguments) + ": " + said.all()).isZero();
    return said.out();
  }

  private static String object(String kind, String metadata) {
    return "apiVersion: v1\nkind: " + kind + "\nmetadata: " + metadata + "\n";
  }

  private static void namespace(String name) throws Exception {
    okWith(object("Namespace", "{name: " + name + "}"), "create", "-f", "-");
  }

  @Test
  void versionsNamespacesAndResourcesAreListed() throws Exception {
    assertThat(ok("version")).contains("Server Version: v1.36");
    assertThat(ok("get", "ns", "-o", "name"))
        .contains("namespace/default", "namespace/kube-system", "namespace/kube-public");
    assertThat(ok("api-resources")).contains("deployments", "HorizontalPodAutoscaler");
    assertThat(ok("api-versions")).contains("apps/v1", "storage.k8s.io/v1");
    assertThat(ok("get", "--raw", "/livez")).isEqualTo("ok");
    assertThat(ok("get", "service", "kubernetes", "-o", "jsonpath={.spec.clusterIP}")).isNotEmpty();
  }

  @Test
  void explainKnowsTheFieldsOfContainers() throws Exception {
    assertThat(ok("explain", "pod.spec.containers", "--recursive"))
        .contains("livenessProbe", "terminationMessagePath", "valueFrom");
  }

  @Test
  void aDeploymentLivesThroughEveryWayOfChangingIt() throws Exception {
    namespace("changes");
    okWith(DEPLOYMENT, "create", "-n", "changes", "-f", "-");
    okWith(DEPLOYMENT, "apply", "-n", "changes", "-f", "-");
    ok("scale", "-n", "changes", "deploy/hello", "--replicas=3");
    ok("set", "image", "-n", "changes", "deploy/hello", "web=nginx:2");
    ok("label", "-n", "changes", "deploy/hello", "tier=front");
    ok("annotate", "-n", "changes", "deploy/hello", "note=x");
    ok(
        "patch",
        "-n",
        "changes",
        "deploy/hello",
        "--type=json",
        "-p",
        "[{\"op\":\"replace\",\"path\":\"/spec/paused\",\"value\":true}]");
    ok(
        "patch",
        "-n",
        "changes",
        "deploy/hello",
        "--type=merge",
        "-p",
        "{\"spec\":{\"minReadySeconds\":5}}");
    ok(
        "patch",
        "-n",
        "changes",
        "deploy/hello",
        "-p",
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"s\"}]}}}}");
    assertThat(
            ok(
                "get",
                "-n",
                "changes",
                "deploy/hello",
                "-o",
                "jsonpath={.spec.replicas} {.metadata.labels.tier} {.metadata.annotations.note}"
                    + " {.spec.minReadySeconds} {.spec.template.spec.containers[*].image}"))
        .isEqualTo("3 front x 5 s nginx:2");
    assertThat(ok("describe", "-n", "changes", "deploy/hello")).contains("3 desired");
    assertThat(kubectl.runWith(DEPLOYMENT, "diff", "-n", "changes", "-f", "-").exit())
        .as("diff finds differences")
        .isEqualTo(1);
    okWith(DEPLOYMENT, "replace", "-n", "changes", "-f", "-");
    okWith(DEPLOYMENT, "replace", "-n", "changes", "--force", "-f", "-");
    ok(
        "wait",
        "-n",
        "changes",
        "--for=jsonpath={.spec.replicas}=2",
        "deploy/hello",
        "--timeout=20s");
    ok("delete", "-n", "changes", "deploy", "--all");
    assertThat(kubectl.run("get", "-n", "changes", "deploy/hello").err()).contains("NotFound");
  }

  @Test
  void objectsArePrintedInEveryForm() throws Exception {
    namespace("forms");
    okWith(DEPLOYMENT, "create", "-n", "forms", "-f", "-");
    assertThat(ok("get", "-n", "forms", "deploy", "-o", "wide")).contains("hello", "nginx:1");
    assertThat(ok("get", "-n", "forms", "deploy", "-o", "name"))
        .isEqualTo("deployment.apps/hello\n");
    assertThat(ok("get", "-n", "forms", "deploy/hello", "-o", "yaml")).contains("replicas: 2");
    assertThat(ok("get", "-n", "forms", "deploy/hello", "-o", "json")).contains("\"replicas\": 2");
    assertThat(ok("get", "-n", "forms", "deploy", "-o", "custom-columns=N:.metadata.name"))
        .isEqualTo("N\nhello\n");
  }

  @Test
  void selectedObjectsAreDeleted() throws Exception {
    namespace("selected");
    for (String name : new String[] {"a", "b"}) {
      okWith(
          object("ConfigMap", "{name: " + name + ", labels: {of: " + name + "}}"),
          "create",
          "-n",
          "selected",
          "-f",
          "-");
    }
    ok("delete", "-n", "selected", "cm", "-l", "of=a");
    assertThat(ok("get", "-n", "selected", "cm", "-o", "name")).isEqualTo("configmap/b\n");
  }

  @Test
  void aWrongObjectIsRefusedWithItsField() throws Exception {
    Kubectl.Said said =
        kubectl.runWith(
            object("Pod", "{name: a}") + "spec: {containers: [{name: c}]}\n", "create", "-f", "-");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("spec.containers[0].image: Required value");
  }

  @Test
  void anObjectInAMissingNamespaceIsRefused() throws Exception {
    Kubectl.Said said = kubectl.runWith(DEPLOYMENT, "create", "-n", "nowhere", "-f", "-");
    assertThat(said.err()).contains("namespaces \"nowhere\" not found");
  }

  @Test
  void aDeletedNamespaceIsEmptiedAndEnds() throws Exception {
    namespace("ending");
    okWith(DEPLOYMENT, "create", "-n", "ending", "-f", "-");
    ok("delete", "ns", "ending", "--timeout=50s");
    assertThat(kubectl.run("get", "ns", "ending").err()).contains("NotFound");
  }
}
