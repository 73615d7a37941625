package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The clients of a scene, which behave badly. One thread.
final class Crowd implements AutoCloseable {

  private final Target target;
  private final int size;
  private final List<RawClient> clients = new ArrayList<>();
  private final List<RawClient> waiting = new ArrayList<>();
  private final List<CompletableFuture<? extends HttpResponse<?>>> asked = new ArrayList<>();

  Crowd(Target target, int size) {
    this.target = target;
    this.size = size;
  }

  /// Each connects and asks, one after the other; none reads.
  ///
  /// @param more after the head of the request
  void ask(String method, String path, String more) throws IOException {
    String says = head(method, path) + more;
    for (int i = 0; i < size; i++) {
      RawClient client = RawClient.to(target);
      clients.add(client);
      waiting.add(client);
      client.say(says);
    }
  }

  private String head(String method, String path) {
    String token =
        target.token().isEmpty() ? "" : "Authorization: Bearer " + target.token() + "\r\n";
    return method + " " + path + " HTTP/1.1\r\nHost: lab\r\nUser-Agent: stopwater-lab\r\n" + token;
  }

  /// All get the same at once, and read it.
  void getAtOnce(ApiClient client, String path) {
    for (int i = 0; i < size; i++) {
      asked.add(client.begin(path, HttpResponse.BodyHandlers.discarding()));
    }
  }

  /// How many of those that do not read have had no word of an answer.
  long withoutAWord() {
    waiting.removeIf(RawClient::answered);
    return waiting.size();
  }

  /// How many of those that read have not had all of their answer.
  long unanswered() {
    return asked.stream().filter(each -> !each.isDone()).count();
  }

  /// How often each status was answered to those that read; 0 stands for no answer.
  Map<Integer, Long> answers() {
    Map<Integer, Long> answers = new TreeMap<>();
    for (CompletableFuture<? extends HttpResponse<?>> each : asked) {
      int status = each.isDone() && !each.isCompletedExceptionally() ? each.join().statusCode() : 0;
      answers.merge(status, 1L, Long::sum);
    }
    return answers;
  }

  @Override
  public void close() {
    clients.forEach(RawClient::close);
  }
}
