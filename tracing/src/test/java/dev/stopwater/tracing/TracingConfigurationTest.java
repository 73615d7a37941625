package dev.stopwater.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The file is read as kube-apiserver 1.36.3 was seen to read it.
class TracingConfigurationTest {

  private static final String HEAD =
      "apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\n";
  private static final String DECODE =
      "failed to read tracing config: unable to decode tracing configuration data: ";
  private static final String VALIDATE = "failed to validate tracing configuration: ";

  @TempDir Path home;

  @Test
  void aFileSaysWhereAndHowMany() throws IOException {
    TracingConfiguration read =
        read(HEAD + "endpoint: collector:4317\nsamplingRatePerMillion: 100");
    assertThat(read).isEqualTo(new TracingConfiguration("collector:4317", 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "endpoint: null", HEAD, "{}"})
  void whatAFileDoesNotSayIsLeftOpen(String text) throws IOException {
    assertThat(read(text)).isEqualTo(new TracingConfiguration(null, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:999999",
        "localhost",
        "a:1:2",
        "foo/bar",
        "DNS://a",
        "dns://127.0.0.1/foo",
        "unix:/tmp/x",
        "unix:///tmp/x",
        "unix-abstract:///x",
        "[::1]:4317"
      })
  void namesOfGrpcAreTaken(String endpoint) throws IOException {
    assertThat(read(HEAD + "endpoint: '" + endpoint + "'").endpoint()).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://localhost:4317 | http://localhost:4317 | unsupported scheme: http.  Options are none, dns, unix, or unix-abstract.  See https://github.com/grpc/grpc/blob/master/doc/naming.md
          none://x              | none://x              | unsupported scheme: none.  Options are none, dns, unix, or unix-abstract.  See https://github.com/grpc/grpc/blob/master/doc/naming.md
          %zz:1                 | dns://%zz:1           | parse "dns://%zz:1": invalid URL escape "%zz"
          localhost:abc         | dns://localhost:abc   | parse "dns://localhost:abc": invalid port ":abc" after host
          local host:1          | dns://local host:1    | parse "dns://local host:1": invalid character " " in host name
          ://x                  | ://x                  | parse "://x": missing protocol scheme
          dns://[::1            | dns://[::1            | parse "dns://[::1": missing ']' in host
          1http://x             | 1http://x             | parse "1http://x": first path segment in URL cannot contain colon
          """,
      quoteCharacter = '~')
  void otherEndpointsAreRefused(String endpoint, String shown, String why) {
    assertRefused(
        HEAD + "endpoint: '" + endpoint + "'",
        VALIDATE + "endpoint: Invalid value: \"" + shown + "\": " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1      | samplingRatePerMillion: Invalid value: -1: sampling rate must be positive
          1000001 | samplingRatePerMillion: Invalid value: 1000001: sampling rate per million must be less than or equal to one million
          """)
  void aRateIsBetweenNoneAndAll(String rate, String why) {
    for (String version : new String[] {"v1", "v1beta1", "v1alpha1"}) {
      assertRefused(
          HEAD.replace("/v1", "/" + version) + "samplingRatePerMillion: " + rate, VALIDATE + why);
    }
  }

  @Test
  void allFaultsAreToldTogether() {
    assertRefused(
        HEAD + "samplingRatePerMillion: -5\nendpoint: 'none://x'",
        VALIDATE
            + "[samplingRatePerMillion: Invalid value: -5: sampling rate must be positive,"
            + " endpoint: Invalid value: \"none://x\": unsupported scheme: none.  Options are none,"
            + " dns, unix, or unix-abstract.  See"
            + " https://github.com/grpc/grpc/blob/master/doc/naming.md]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          foo: 1~bar: 2                       | strict decoding error: unknown field "bar", unknown field "foo"
          endpoint: a:1~endpoint: a:2         | strict decoding error: yaml: unmarshal errors:~  line 4: key "endpoint" already set in map
          endpoint: 5                         | json: cannot unmarshal number into Go struct field TracingConfiguration.TracingConfiguration.endpoint of type string
          samplingRatePerMillion: abc         | json: cannot unmarshal string into Go struct field TracingConfiguration.TracingConfiguration.samplingRatePerMillion of type int32
          samplingRatePerMillion: 1.5         | json: cannot unmarshal number 1.5 into Go struct field TracingConfiguration.TracingConfiguration.samplingRatePerMillion of type int32
          samplingRatePerMillion: 99999999999 | json: cannot unmarshal number 99999999999 into Go struct field TracingConfiguration.TracingConfiguration.samplingRatePerMillion of type int32
          """)
  void aFileIsReadStrictly(String lines, String why) {
    assertRefused(HEAD + lines.replace('~', '\n'), DECODE + why.replace('~', '\n'));
  }

  @Test
  void anotherKindIsRefused() {
    assertRefused(
        HEAD.replace("TracingConfiguration", "Foo"),
        DECODE + "no kind \"Foo\" is registered for version \"apiserver.config.k8s.io/v1\"");
    assertRefused(
        HEAD.replace("/v1", "/v9"),
        DECODE
            + "no kind \"TracingConfiguration\" is registered for version"
            + " \"apiserver.config.k8s.io/v9\"");
  }

  @Test
  void whatIsNoMapIsRefused() {
    assertRefused(
        "- a",
        DECODE
            + "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go"
            + " value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind"
            + " string \"json:\\\"kind,omitempty\\\"\" }");
    assertRefused("a: [b", DECODE + "yaml: line 1: did not find expected ',' or ']'");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> TracingConfiguration.read(Path.of("/nonexist.yaml")))
        .hasMessage(
            "failed to read tracing config: unable to read tracing configuration from"
                + " \"/nonexist.yaml\": open /nonexist.yaml: no such file or directory");
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text)).hasMessage(why);
  }

  private TracingConfiguration read(String text) throws IOException {
    return TracingConfiguration.read(Files.writeString(home.resolve("tracing.yaml"), text));
  }
}
