package dev.stopwater.monitor;

import dev.stopwater.monitor.Outbox.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/// Posts alarms to a URL in Alertmanager's format: its webhooks' or, if the path ends in
/// `/api/v2/alerts`, what Alertmanager itself takes, which is told again each minute.
///
/// Whatever the receiver does, a post ends within [#PATIENCE]. What could not be delivered is tried
/// again each minute, as the [Outbox] says. One thread at a time.
public final class Webhook implements Outlet, AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String API = "/api/v2/alerts";
  private static final Set<Integer> AWAY = Set.of(408, 429, 502, 503, 504);
  private static final Duration REPEATING = Duration.ofHours(4); // as Alertmanager does

  private final URI url;
  private final AlertJson json;
  private final InstantSource clock;
  private final Duration patience;
  private final HttpClient client;
  private final List<String> complaints = new ArrayList<>();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Outbox outbox = new Outbox(complaints::add, failed::increment);
  private Instant repeated;
  private boolean reached = true; // the last time

  /// @param instance `host:port` of this server
  /// @param page where the monitor's page is
  /// @throws IllegalArgumentException in a sentence, if the URL is none that can be posted to
  public Webhook(String url, String instance, String page, InstantSource clock) {
    this(checked(url), new AlertJson(instance, page), clock, PATIENCE);
  }

  Webhook(URI url, AlertJson json, InstantSource clock, Duration patience) {
    this.url = url;
    this.json = json;
    this.clock = clock;
    this.patience = patience;
    this.repeated = clock.instant();
    this.client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  private static URI checked(String text) {
    try {
      URI uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--alert-webhook-url: no URL: " + text, e);
    }
    throw new IllegalArgumentException(
        "--alert-webhook-url: must begin with http:// or https:// and name a host: " + text);
  }

  @Override
  public void tell(Alarm alarm) throws IOException, InterruptedException {
    outbox.add(alarm, clock.instant());
    deliver(List.of());
  }

  @Override
  public void remind(List<Alarm.Firing> firing) throws IOException, InterruptedException {
    deliver(firing);
  }

  private boolean isTime() {
    return isApi() || !clock.instant().isBefore(repeated.plus(REPEATING));
  }

  private boolean isApi() {
    return url.getPath() != null && url.getPath().endsWith(API);
  }

  /// @throws IOException what is to be complained of: once while it is away, and as the outbox says
  private void deliver(List<Alarm.Firing> again) throws IOException, InterruptedException {
    complaints.clear();
    outbox.expire(clock.instant());
    try {
      outbox.deliver(each -> tellNow(List.of(each)));
      if (!again.isEmpty() && isTime()) {
        tellNow(again);
      }
    } catch (IOException failure) {
      failed.increment();
      if (reached) {
        complaints.add(failure.getMessage());
      }
      reached = false;
    }
    if (!complaints.isEmpty()) {
      throw new IOException(String.join("; ", complaints));
    }
  }

  private void tellNow(List<? extends Alarm> alarms) throws IOException, InterruptedException {
    post(alarms);
    repeated = clock.instant();
  }

  private void post(List<? extends Alarm> alarms) throws IOException, InterruptedException {
    int status = status(isApi() ? json.api(alarms, clock.instant()) : json.webhook(alarms));
    if (status / 100 != 2) {
      String answered = "the receiver of alerts answered " + status;
      throw AWAY.contains(status) ? new IOException(answered) : new RefusedException(answered);
    }
    delivered.increment();
    reached = true;
  }

  private int status(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("User-Agent", "stopwater")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<Void>> reply =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try { // the client's own timeout ends with the headers
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new IOException("the receiver of alerts took longer than " + patience, e);
    } catch (ExecutionException e) {
      throw new IOException("the receiver of alerts cannot be reached: " + e.getCause(), e);
    } finally {
      reply.cancel(true);
    }
  }

  /// Posts that were accepted.
  public long delivered() {
    return delivered.sum();
  }

  /// Posts that were not, and alarms that were dropped.
  public long failed() {
    return failed.sum();
  }

  /// Any thread.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
