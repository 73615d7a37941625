package dev.stopwater.machinery.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {

  private static final Map<String, Function<String, List<String>>> RULES =
      Map.ofEntries(
          Map.entry("label", Names::dnsLabel),
          Map.entry("subdomain", Names::dnsSubdomain),
          Map.entry("underscore", Names::dnsSubdomainWithUnderscore),
          Map.entry("dns1035", Names::dns1035Label),
          Map.entry("wild", Names::wildcardSubdomain),
          Map.entry("qualified", Names::qualifiedName),
          Map.entry("labelValue", Names::labelValue),
          Map.entry("path", Names::pathSegment),
          Map.entry("pathPrefix", Names::pathSegmentPrefix),
          Map.entry("env", Names::envVarName),
          Map.entry("relaxedEnv", Names::relaxedEnvVarName),
          Map.entry("key", Names::configMapKey),
          Map.entry("c", Names::cIdentifier),
          Map.entry("percent", Names::percent),
          Map.entry("port", Names::portName),
          Map.entry("header", Names::httpHeaderName),
          Map.entry("fqdn", Names::fullyQualifiedDomainName),
          Map.entry("fqn", Names::fullyQualifiedName),
          Map.entry("domainPath", Names::domainPrefixedPath),
          Map.entry("domainKey", Names::domainPrefixedKey),
          Map.entry("nameIsLabel", Names::dnsLabel),
          Map.entry("prefixIsLabel", name -> Names.dnsLabel(Names.prefixAsName(name))),
          Map.entry("prefixIsSubdomain", name -> Names.dnsSubdomain(Names.prefixAsName(name))),
          Map.entry("prefixIs1035", name -> Names.dns1035Label(Names.prefixAsName(name))),
          Map.entry("ip", Addresses::ip),
          Map.entry("legacyIP", Addresses::legacyIp),
          Map.entry("cidr", Addresses::cidr),
          Map.entry("legacyCIDR", Addresses::legacyCidr),
          Map.entry("interface", Addresses::interfaceAddress));

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = NamesTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static Stream<String> rules() {
    return RULES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysWhatTheReferenceSays(String rule) throws IOException {
    List<String> messages = lines("messages.txt");
    List<String[]> rows =
        lines("names.tsv").stream()
            .map(line -> line.split("\t", -1))
            .filter(cells -> cells[0].equals(rule))
            .toList();
    assertThat(rows).isNotEmpty();
    for (String[] cells : rows) {
      String name = ((Text) Json.parse(cells[1].getBytes(StandardCharsets.UTF_8))).value();
      List<String> expected =
          Stream.of(cells[2].split(","))
              .filter(index -> !index.isEmpty())
              .map(index -> messages.get(Integer.parseInt(index)))
              .toList();
      assertThat(RULES.get(rule).apply(name)).as(cells[1]).isEqualTo(expected);
    }
  }

  @Test
  void veryLongNamesCostNoStack() {
    for (String piece : List.of("a", "a.", "-", ":", "1.", "0")) {
      String name = piece.repeat(100_000);
      RULES.forEach((rule, check) -> assertThat(check.apply(name)).as(rule).isNotNull());
    }
  }
}
