package dev.stopwater.resources.builtin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Faults of single fields, in the words and places that a kube-apiserver gives them.
final class FaultsOfKindsTest {

  @ParameterizedTest(name = "{0} {3}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          events.k8s.io        | events | `'involvedObject':{'namespace':''},'type':'Normal'` | eventTime | Required value
          events.k8s.io        | events | `'involvedObject':{'namespace':'n'},'eventTime':'2020-01-01T00:00:00.000000Z','type':'Normal','reportingComponent':'c','reportingInstance':'i','action':'A','reason':'R','count':3` | count | Invalid value: "": needs to be unset
          discovery.k8s.io     | endpointslices | `'addressType':'IPv4','endpoints':[{'addresses':['127.0.0.1']}]` | endpoints[0].addresses[0] | Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
          discovery.k8s.io     | endpointslices | `'addressType':'IPv4','ports':[{'name':'a','protocol':'X','port':0}]` | ports[0].protocol | Unsupported value: "X": supported values: "SCTP", "TCP", "UDP"
          storage.k8s.io       | csinodes | `'spec':{'drivers':[{'name':'','nodeID':'i'}]}` | spec.drivers[0].name | Required value
          storage.k8s.io       | csinodes | `'spec':{'drivers':[{'name':'d','nodeID':'i','topologyKeys':['x','x']}]}` | spec.drivers[0] | Duplicate value: "x"
          ``                   | persistentvolumes | `'metadata':{'annotations':{'volume.beta.kubernetes.io/mount-options':'x'}},'spec':{'accessModes':['ReadWriteOnce'],'capacity':{'storage':'1'},'local':{'path':'/x'}}` | metadata.annotations.volume.beta.kubernetes.io/mount-options | Forbidden: may not specify mount options for this volume type
          networking.k8s.io    | ingresses | `'spec':{'rules':[{'http':{'paths':[{'backend':{}}]}}]}` | spec.rules[0].http.paths[0].pathType | Required value: pathType must be specified
          networking.k8s.io    | ingresses | `'spec':{'rules':[]}` | spec | Invalid value: []: either `defaultBackend` or `rules` must be specified
          """)
  void aFaultIsAmongThoseOfANewObject(
      String group, String resource, String fields, String field, String message) {
    Definition definition =
        Objects.requireNonNull(Catalog.builtin().find(group, "v1", resource), resource);
    String text = ("{" + fields + "}").replace('\'', '"');
    MapValue object = (MapValue) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    MapValue metadata = object.mapOrPut("metadata").put("name", "a");
    if (definition.namespaced()) {
      metadata.put("namespace", "n");
    }
    FieldErrors errors = new FieldErrors();
    Validation.create(definition, object, errors);
    assertThat(errors.all().stream().filter(error -> error.field().equals(field)))
        .extracting(FieldError::message)
        .containsExactly(message);
  }
}
