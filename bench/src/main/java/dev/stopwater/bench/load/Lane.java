package dev.stopwater.bench.load;

import dev.stopwater.lab.client.Target;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.HeadersFrame;

/// One connection, with as many requests under way as servers allow by default. What comes beyond
/// waits here, in order; how much that may be is bounded by who makes the load.
final class Lane {

  private static final int PLACES = 100;

  private final Session session;
  private final Target target;
  private final Queue<Exchange> waiting = new ArrayDeque<>(); // guarded by this
  private int free = PLACES; // guarded by this

  Lane(Session session, Target target) {
    this.session = session;
    this.target = target;
  }

  Receiver.Handle send(Ask ask, Receiver receiver) {
    Exchange exchange = new Exchange(ask, receiver, this::leave);
    synchronized (this) {
      if (free == 0) {
        waiting.add(exchange);
        return exchange;
      }
      free--;
    }
    begin(exchange);
    return exchange;
  }

  private void leave() {
    Exchange following;
    synchronized (this) {
      following = waiting.poll();
      if (following == null) {
        free++;
      }
    }
    if (following != null) {
      begin(following);
    }
  }

  private void begin(Exchange exchange) {
    Ask ask = exchange.ask();
    HttpFields.Mutable fields =
        HttpFields.build().add("accept", ask.accept()).add("user-agent", "stopwater-bench");
    if (!target.token().isEmpty()) {
      fields.add("authorization", "Bearer " + target.token());
    }
    if (ask.body().length > 0) {
      fields.add("content-type", ask.type()).add("content-length", ask.body().length);
    }
    MetaData.Request head =
        new MetaData.Request(
            ask.method(), HttpURI.from(target.url() + ask.path()), HttpVersion.HTTP_2, fields);
    session.newStream(
        new HeadersFrame(head, null, ask.body().length == 0), exchange.opened(), exchange);
  }
}
