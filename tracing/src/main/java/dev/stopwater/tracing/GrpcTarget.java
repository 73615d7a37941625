package dev.stopwater.tracing;

import dev.stopwater.machinery.errors.GoQuote;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a server as gRPC writes it, which is what a `TracingConfiguration` holds:
/// `host:port`, `dns:///host:port`, `dns://resolver/host:port`, `unix:///path`.
final class GrpcTarget {

  private static final Set<String> SCHEMES = Set.of("dns", "unix", "unix-abstract");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}");
  private static final Pattern PORT = Pattern.compile(":[0-9]*");
  private static final Pattern NOT_IN_HOST = Pattern.compile("[ <>\"^`{|}\\\\]");

  private GrpcTarget() {}

  /// Why upstream would not take it, with the text that it means, or null.
  static @Nullable String fault(String endpoint) {
    String whole = endpoint.contains("://") ? endpoint : "dns://" + endpoint;
    int colon = whole.indexOf("://");
    String scheme = whole.substring(0, colon);
    String problem = syntax(scheme, whole.substring(colon + 3));
    if (problem != null) {
      return GoQuote.quote(whole) + ": parse " + GoQuote.quote(whole) + ": " + problem;
    }
    if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      return GoQuote.quote(whole)
          + ": unsupported scheme: "
          + scheme.toLowerCase(Locale.ROOT)
          + ".  Options are none, dns, unix, or unix-abstract."
          + "  See https://github.com/grpc/grpc/blob/master/doc/naming.md";
    }
    return null;
  }

  private static @Nullable String syntax(String scheme, String rest) {
    if (scheme.isEmpty()) {
      return "missing protocol scheme";
    }
    if (!SCHEME.matcher(scheme).matches()) {
      return "first path segment in URL cannot contain colon";
    }
    int slash = rest.indexOf('/');
    return host(slash < 0 ? rest : rest.substring(0, slash));
  }

  private static @Nullable String host(String host) {
    Matcher escape = BAD_ESCAPE.matcher(host);
    if (escape.find()) {
      return "invalid URL escape " + GoQuote.quote(escape.group());
    }
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? "missing ']' in host" : port(host.substring(end + 1));
    }
    Matcher strange = NOT_IN_HOST.matcher(host);
    if (strange.find()) {
      return "invalid character " + GoQuote.quote(strange.group()) + " in host name";
    }
    int colon = host.lastIndexOf(':');
    return colon < 0 ? null : port(host.substring(colon));
  }

  private static @Nullable String port(String port) {
    return port.isEmpty() || PORT.matcher(port).matches()
        ? null
        : "invalid port " + GoQuote.quote(port) + " after host";
  }

  /// Where that is for HTTP.
  ///
  /// @throws IllegalArgumentException for a socket that HTTP does not reach
  static String authority(String endpoint) {
    int colon = endpoint.indexOf("://");
    if (endpoint.startsWith("unix:") || endpoint.startsWith("unix-abstract:")) {
      throw new IllegalArgumentException(
          "spans are sent over HTTP, not to the socket " + GoQuote.quote(endpoint));
    }
    String target = colon < 0 ? endpoint : endpoint.substring(colon + 3);
    return target.substring(target.lastIndexOf('/') + 1);
  }
}
