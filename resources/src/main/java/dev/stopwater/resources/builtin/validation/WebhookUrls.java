package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a webhook is called: at a URL or at a service.
final class WebhookUrls {

  private static final String DESIRED = "; desired format: https://host[/path]";

  private WebhookUrls() {}

  static void client(MapValue client, Path at, FieldErrors errors) {
    String url = client.text("url");
    MapValue service = client.map("service");
    if ((url == null) == (service == null)) {
      errors.required(at, "exactly one of url or service is required");
    } else if (url != null) {
      url(url, at.child("url"), errors);
    } else if (service != null) {
      service(service, at.child("service"), errors);
    }
  }

  static void url(String text, Path at, FieldErrors errors) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      errors.required(
          at,
          "url must be a valid URL: parse "
              + GoQuote.quote(text)
              + ": "
              + (text.startsWith(":") ? "missing protocol scheme" : "invalid URL")
              + DESIRED);
      return;
    }
    String scheme = orEmpty(url.getScheme());
    if (!scheme.equals("https")) {
      errors.invalidText(at, scheme, "'https' is the only allowed URL scheme" + DESIRED);
    }
    String authority = orEmpty(url.getRawAuthority());
    int user = authority.lastIndexOf('@');
    if (authority.substring(user + 1).isEmpty()) {
      errors.invalidText(at, "", "host must be specified" + DESIRED);
    }
    if (user >= 0) {
      errors.invalidText(
          at, authority.substring(0, user), "user information is not permitted in the URL");
    }
    String fragment = orEmpty(url.getRawFragment());
    if (!fragment.isEmpty()) {
      errors.invalidText(at, fragment, "fragments are not permitted in the URL");
    }
    String query = orEmpty(url.getRawQuery());
    if (!query.isEmpty()) {
      errors.invalidText(at, query, "query parameters are not permitted in the URL");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static void service(MapValue service, Path at, FieldErrors errors) {
    // upstream mixes the two up: a missing namespace is reported at the name, and the other way
    // round
    if (service.text("namespace", "").isEmpty()) {
      errors.required(at.child("name"));
    }
    if (service.text("name", "").isEmpty()) {
      errors.required(at.child("namespace"));
    }
    port(service, at, errors);
    String path = service.text("path");
    if (path != null) {
      path(path, at.child("path"), errors);
    }
  }

  static void port(MapValue service, Path at, FieldErrors errors) {
    Long port = service.integer("port");
    if (port != null && (port < 1 || port > 65535)) {
      errors.invalid(
          at.child("port"), port.toString(), "port is not valid: " + Numbers.inclusive(1, 65535));
    }
  }

  private static void path(String path, Path at, FieldErrors errors) {
    if (path.isEmpty() || path.equals("/")) {
      return;
    }
    if (path.equals("//")) {
      errors.invalidText(at, path, "segment[0] may not be empty");
      return;
    }
    if (!path.startsWith("/")) {
      errors.invalidText(at, path, "must start with a '/'");
    }
    String rest = path.substring(1).replaceFirst("/$", "");
    List<String> steps = List.of(rest.split("/", -1));
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).isEmpty()) {
        errors.invalidText(at, path, "segment[" + i + "] may not be empty");
      } else {
        for (String fault : Names.dnsSubdomain(steps.get(i))) {
          errors.invalidText(at, path, "segment[" + i + "]: " + fault);
        }
      }
    }
  }
}
