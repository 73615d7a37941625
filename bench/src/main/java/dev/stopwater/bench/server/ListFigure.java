package dev.stopwater.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists of many sizes and forms.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists of objects of 2 KB: h2load, 4 connections with one request each.")
final class ListFigure extends FigureCommand {

  private static final String JSON = "application/json";
  private static final int CLIENTS = 4;
  private static final int PAGE = 500;
  private static final Pattern CONTINUE = Pattern.compile("\"continue\":\\s*\"([^\"]+)\"");

  /// How a list is asked for.
  enum Form {
    /// All of it.
    JSON,
    PROTOBUF,
    /// Pages of 500: each page is a request.
    PAGED,
    /// One object in a hundred, by label.
    SELECTOR
  }

  @Mixin private Pace pace = new Pace();

  @Option(
      names = "--objects",
      split = ",",
      paramLabel = "N[,N…]",
      description = "How many are in the list. Default: ${DEFAULT-VALUE}",
      defaultValue = "100,10000,100000")
  private List<Integer> objects = List.of();

  @Option(names = "--bytes", description = "Of each. Default: ${DEFAULT-VALUE}")
  private int bytes = 2_000;

  @Option(
      names = "--forms",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}. Default: all",
      defaultValue = "JSON,PROTOBUF,PAGED,SELECTOR")
  private List<Form> forms = List.of();

  @Option(names = "--no-nginx", description = "Without the physical limit beside it.")
  private boolean withoutNginx;

  @Override
  String title() {
    return "objects of %,d bytes, %s".formatted(bytes, pace);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    Reads reads = new Reads(pace, !withoutNginx);
    for (int count : objects) {
      for (ApiTarget each : servers) {
        say("filling " + each.name() + " with " + count);
        fill(each, count);
      }
      for (Form form : forms) {
        if (form != Form.PAGED || count > PAGE) {
          samples.addAll(reads.measure(request(form, count), servers));
        }
      }
    }
    return samples;
  }

  private void fill(ApiTarget server, int count) throws IOException, InterruptedException {
    Maps maps = maps(count);
    maps.makeNamespace(server);
    server.ensureAll(maps.path(), count, number -> Maps.map("map-" + number, "0", bytes));
  }

  private static Maps maps(int count) {
    return new Maps("bench-list-" + count);
  }

  private static Reads.Case request(Form form, int count) {
    String path = maps(count).path();
    String row = "%,d, %s".formatted(count, form.name().toLowerCase(Locale.ROOT));
    return switch (form) {
      case JSON -> new Reads.Case(row, JSON, CLIENTS, 1, server -> List.of(path));
      case PROTOBUF ->
          new Reads.Case(
              row, "application/vnd.kubernetes.protobuf", CLIENTS, 1, server -> List.of(path));
      case PAGED -> new Reads.Case(row, JSON, CLIENTS, 1, server -> pages(server, path));
      case SELECTOR ->
          new Reads.Case(
              row, JSON, CLIENTS, 1, server -> List.of(path + "?labelSelector=pick%3D7"));
    };
  }

  /// The pages of a list, by the tokens that the server gives now.
  static List<String> pages(ApiTarget server, String path)
      throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>();
    String next = path + "?limit=" + PAGE;
    while (!next.isEmpty()) {
      pages.add(next);
      String page = server.text(next);
      Matcher token = CONTINUE.matcher(page.substring(0, Math.min(page.length(), 2_000)));
      next =
          token.find()
              ? path + "?limit=" + PAGE + "&continue=" + URLEncoder.encode(token.group(1), UTF_8)
              : "";
    }
    return pages;
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    for (int count : objects) {
      server.deleteAll(maps(count).path());
    }
  }
}
