package dev.stopwater.verify.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Families of metrics: names, types, labels and buckets.
public final class Families {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SERIES = Pattern.compile("([a-z_]+?)(_bucket)?(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  private Families() {}

  /// Labels and upper bounds of a family, in order.
  public record Shape(String type, String labels, List<Double> bounds) {}

  /// What upstream showed: a table of names, types, labels and upper bounds beside a class.
  public static Map<String, Shape> kept(Class<?> beside, String name) throws IOException {
    try (InputStream table = Objects.requireNonNull(beside.getResourceAsStream(name))) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.toMap(row -> row[0], row -> new Shape(row[1], row[2], bounds(row[3]))));
    }
  }

  private static List<Double> bounds(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ")).stream().map(Families::bound).toList();
  }

  private static double bound(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /// What a server shows.
  public static Map<String, Shape> shown(String scrape) {
    Map<String, String> types = new TreeMap<>();
    Map<String, TreeSet<String>> labels = new TreeMap<>();
    Map<String, TreeSet<Double>> bounds = new TreeMap<>();
    for (String line : scrape.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher series = SERIES.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (series.matches()) {
        String name = family(series.group(1), types);
        Matcher label = LABEL.matcher(series.group(3) == null ? "" : series.group(3));
        while (label.find()) {
          if (label.group(1).equals("le")) {
            bounds.computeIfAbsent(name, _ -> new TreeSet<>()).add(bound(label.group(2)));
          } else {
            labels.computeIfAbsent(name, _ -> new TreeSet<>()).add(label.group(1));
          }
        }
      }
    }
    Map<String, Shape> shapes = new TreeMap<>();
    types.forEach((name, type) ->
        shapes.put(
            name,
            new Shape(
                type,
                String.join(",", labels.getOrDefault(name, new TreeSet<>())),
                List.copyOf(bounds.getOrDefault(name, new TreeSet<>())))));
    return shapes;
  }

  private static String family(String name, Map<String, String> types) {
    return types.containsKey(name) ? name : name.replaceFirst("_(sum|count|bucket)$", "");
  }
}
