package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Answer;
import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.H2Load;
import dev.stopwater.bench.load.Nginx;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Processes;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Repeated reads by h2load, in a closed loop, of each server and of nginx with the same bytes.
record Reads(Pace pace, boolean withNginx) {

  private static final int NGINX_PORT = 7_543;
  private static final double MIB = 1 << 20;

  /// What is read.
  ///
  /// @param accept the form of the answer; a server that answers in another does not serve it
  /// @param clients connections, each with so many streams
  record Case(String row, String accept, int clients, int streams, Paths paths) {}

  /// Paths that are asked for in turn.
  interface Paths {
    List<String> of(ApiTarget server) throws IOException, InterruptedException;
  }

  /// Who is measured: a server, or nginx.
  private record Contender(String name, Processes processes, List<String> headers, Urls urls) {}

  private interface Urls {
    List<String> now() throws IOException, InterruptedException;
  }

  List<Sample> measure(Case each, List<ApiTarget> servers)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    List<Contender> contenders = new ArrayList<>();
    byte[] bytes = null;
    for (ApiTarget server : servers) {
      String path = each.paths().of(server).getFirst();
      Answer answer = server.answer(Ask.get(path).accepting(each.accept()));
      if (answer.good() && answer.type().contains(each.accept())) {
        bytes = bytes == null ? answer.body() : bytes;
        contenders.add(contender(server, each));
      } else {
        samples.add(Sample.of(each.row(), server.name()).remarked(refusal(answer)));
      }
    }
    if (bytes == null || !withNginx) {
      samples.addAll(inTurn(each, contenders));
      return samples;
    }
    Path directory = Files.createTempDirectory("bench-nginx");
    try (Nginx nginx = Nginx.serving(bytes, directory, NGINX_PORT)) {
      Urls urls = () -> List.of(nginx.url());
      contenders.add(new Contender("nginx", nginx.processes(), List.of(), urls));
      samples.addAll(inTurn(each, contenders));
    }
    return samples;
  }

  private static String refusal(Answer answer) {
    return answer.good()
        ? "not served: answers " + answer.type()
        : "not served: " + answer.status();
  }

  private static Contender contender(ApiTarget server, Case each) {
    List<String> headers =
        List.of("Authorization: " + server.authorization(), "Accept: " + each.accept());
    return new Contender(
        server.name(),
        server.processes(),
        headers,
        () -> each.paths().of(server).stream().map(server::url).toList());
  }

  private List<Sample> inTurn(Case each, List<Contender> contenders)
      throws IOException, InterruptedException {
    H2Load load = new H2Load(each.clients(), each.streams(), pace.seconds);
    for (Contender contender : contenders) {
      if (!contender.name().equals("nginx")) {
        load.lasting(Math.max(1, pace.warmUp)).run(contender.urls().now(), contender.headers());
      }
    }
    List<Sample> samples = new ArrayList<>();
    Turns.take(
        pace.rounds,
        contenders,
        (contender, round) -> {
          Sample sample = sample(each, contender, load);
          FigureCommand.say("round " + round + ": " + sample);
          samples.add(sample);
        });
    return samples;
  }

  private static Sample sample(Case each, Contender contender, H2Load load)
      throws IOException, InterruptedException {
    List<String> urls = contender.urls().now();
    Usage usage = Usage.since(contender.processes());
    H2Load.Result result = load.run(urls, contender.headers());
    double mib = result.bytes() / MIB;
    Sample sample =
        Sample.of(each.row(), contender.name())
            .with("requests/s", result.good() / usage.seconds())
            .with("MiB/s", mib / usage.seconds())
            .with("CPU ms/MiB", usage.cpuSeconds() * 1e3 / Math.max(mib, 1e-9));
    return usage.onto(sample, result.good()).with("not 2xx", result.bad());
  }
}
