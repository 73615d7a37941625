package dev.stopwater.live.servlet;

import dev.stopwater.lifecycle.LedgerEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request that tells the ledger its route: at first its path, and as soon as Spring has found it
/// the pattern of the path, by which requests are grouped.
final class SeenRequest extends HttpServletRequestWrapper {

  private static final String PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private final LedgerEntry entry;

  SeenRequest(HttpServletRequest request, LedgerEntry entry) {
    super(request);
    this.entry = entry;
    tell(request.getRequestURI());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    super.setAttribute(name, value);
    if (name.equals(PATTERN) && value != null) {
      tell(value.toString());
    }
  }

  private void tell(String path) {
    String user = Objects.requireNonNullElse(getRemoteUser(), "");
    entry.identify(getMethod() + " " + path, user, "");
  }
}
