package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What is said of volumes whose files hide one another.
final class VolumePaths {

  /// A file, and what puts it there as messages about projected volumes tell.
  private record File(String path, String source) {

    boolean overlaps(File other) {
      return path.equals(other.path)
          || path.startsWith(other.path + "/")
          || other.path.startsWith(path + "/");
    }

    private String shown(boolean projected) {
      return GoQuote.quote(path) + (projected ? " (" + source + ")" : "");
    }
  }

  private VolumePaths() {}

  static void add(ListValue volumes, List<String> warnings) {
    for (MapValue volume : volumes.maps()) {
      String name = "volume " + GoQuote.quote(volume.text("name", ""));
      MapValue secret = volume.mapOrEmpty("secret");
      MapValue map = volume.mapOrEmpty("configMap");
      plain(name, named("Secret", secret.text("secretName", "")), secret, warnings);
      plain(name, named("ConfigMap", map.text("name", "")), map, warnings);
      plain(name, "DownwardAPI", volume.mapOrEmpty("downwardAPI"), warnings);
      projected(name, volume.mapOrEmpty("projected"), warnings);
    }
  }

  private static String named(String kind, String name) {
    return kind + " " + GoQuote.quote(name);
  }

  private static void plain(String volume, String source, MapValue from, List<String> warnings) {
    overlaps(volume + " (" + source + ")", items(source, from), false, warnings);
  }

  private static void projected(String volume, MapValue projected, List<String> warnings) {
    List<File> files = new ArrayList<>();
    String shown = volume + " (Projected)";
    boolean empty = false;
    for (MapValue source : projected.listOrEmpty("sources").maps()) {
      empty |= source.isEmpty();
      files.addAll(files(source));
    }
    if (empty) {
      warnings.add(shown + " has no sources provided");
    }
    overlaps(shown, files, true, warnings);
  }

  private static List<File> files(MapValue source) {
    MapValue secret = source.mapOrEmpty("secret");
    MapValue map = source.mapOrEmpty("configMap");
    MapValue bundle = source.mapOrEmpty("clusterTrustBundle");
    List<File> files = new ArrayList<>();
    files.addAll(items(named("Secret", secret.text("name", "")), secret));
    files.addAll(items(named("ConfigMap", map.text("name", "")), map));
    files.addAll(items("DownwardAPI", source.mapOrEmpty("downwardAPI")));
    file("ServiceAccountToken", source.mapOrEmpty("serviceAccountToken"), files);
    file(named("ClusterTrustBundle", bundle.text("name", "")), bundle, files);
    return files;
  }

  private static List<File> items(String source, MapValue from) {
    List<File> files = new ArrayList<>();
    for (MapValue item : from.listOrEmpty("items").maps()) {
      file(source, item, files);
    }
    return files;
  }

  private static void file(String source, MapValue from, List<File> files) {
    String path = from.text("path", "");
    if (!path.isEmpty()) {
      files.add(new File(path, source));
    }
  }

  private static void overlaps(
      String volume, List<File> files, boolean projected, List<String> warnings) {
    for (int i = 1; i < files.size(); i++) {
      for (File earlier : files.subList(0, i)) {
        if (files.get(i).overlaps(earlier)) {
          warnings.add(
              volume
                  + ": overlapping paths: "
                  + files.get(i).shown(projected)
                  + " with "
                  + earlier.shown(projected));
        }
      }
    }
  }
}
