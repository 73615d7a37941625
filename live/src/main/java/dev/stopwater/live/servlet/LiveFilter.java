package dev.stopwater.live.servlet;

import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.live.Attended;
import dev.stopwater.live.LiveProfiles;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/// Has the rest of the chain done on a virtual thread of its own, on the ledger, while the
/// container's thread waits. So requests are shown, have a deadline if one is set, and can be
/// proved leaked, which those on the container's own threads cannot: it holds them. Should stand
/// first.
///
/// What a servlet does after it has begun asynchronous processing is the container's, and not seen.
public final class LiveFilter implements Filter {

  private final LiveProfiles live;

  public LiveFilter(LiveProfiles live) {
    this.live = live;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      attend(asked, new GuardedResponse(answer), chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void attend(HttpServletRequest request, GuardedResponse response, FilterChain chain)
      throws IOException, ServletException {
    Attended end;
    try {
      end =
          live.attend(
              facts(request), entry -> chain.doFilter(new SeenRequest(request, entry), response));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      end = new Attended.Stopped();
    }
    switch (end) {
      case Attended.Done() -> {}
      case Attended.Failed(Throwable failure) -> rethrow(failure);
      case Attended.TimedOut(boolean begun) -> refuse(response, 504, "The deadline has passed.");
      case Attended.Leaked() -> refuse(response, 500, "The request is lost.");
      case Attended.Stopped() -> refuse(response, 503, "The server stops.");
    }
  }

  /// Once the answer is taken, the request's own thread can no longer write it. What has begun can
  /// only be cut, which the container does when something escapes.
  private static void refuse(GuardedResponse response, int status, String text) throws IOException {
    if (!response.take()) {
      throw new IOException(text);
    }
    HttpServletResponse answer = (HttpServletResponse) response.getResponse();
    answer.reset();
    answer.setStatus(status);
    answer.setHeader("Connection", "close"); // the late one may still read what the client sends
    answer.setContentType("text/plain;charset=utf-8");
    answer.getWriter().println(text);
    answer.flushBuffer();
  }

  private static void rethrow(Throwable failure) throws IOException, ServletException {
    switch (failure) {
      case IOException escaped -> throw escaped;
      case ServletException escaped -> throw escaped;
      case RuntimeException escaped -> throw escaped;
      case Error escaped -> throw escaped;
      default -> throw new ServletException(failure);
    }
  }

  private static RequestFacts facts(HttpServletRequest request) {
    String query = request.getQueryString();
    return new RequestFacts(
        request.getMethod(),
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
        request.getRemoteAddr() + ":" + request.getRemotePort(),
        Objects.requireNonNullElse(request.getHeader("User-Agent"), ""),
        request.getProtocol());
  }
}
