package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The YAML of the recordings: JSON's values as a YAML 1.1 writer puts them down, which quotes
/// every text that could be taken for something else. So a plain scalar is null, a truth value or a
/// number if it looks like one, and else a text.
///
/// The server's own reader is not used here, since it is what is measured.
final class PlainYaml {

  private static final int LONGEST = 64 << 20; // code points
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern BROKEN = Pattern.compile("[-+]?[0-9]+\\.[0-9]*([eE][-+][0-9]+)?");

  private PlainYaml() {}

  /// The list that a document consists of.
  static ListValue list(InputStream text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(LONGEST).build();
    Node root = new Compose(settings).composeInputStream(text).orElseThrow();
    return (ListValue) value(root);
  }

  private static Value value(Node node) {
    return switch (node) {
      case MappingNode map -> map(map);
      case SequenceNode list -> list(list);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalArgumentException("not in a recording: " + node);
    };
  }

  private static MapValue map(MappingNode node) {
    MapValue map = MapValue.of();
    node.getValue()
        .forEach(each ->
            map.put(((ScalarNode) each.getKeyNode()).getValue(), value(each.getValueNode())));
    return map;
  }

  private static ListValue list(SequenceNode node) {
    ListValue list = ListValue.of();
    node.getValue().forEach(each -> list.add(value(each)));
    return list;
  }

  private static Value scalar(ScalarNode node) {
    String text = node.getValue();
    return node.getScalarStyle() == ScalarStyle.PLAIN ? plain(text) : new Text(text);
  }

  private static Value plain(String text) {
    if (WHOLE.matcher(text).matches()) {
      return whole(text);
    }
    if (BROKEN.matcher(text).matches()) {
      return new Real(Double.parseDouble(text));
    }
    return switch (text) {
      case "null", "~", "" -> Null.NULL;
      case "true" -> new Bool(true);
      case "false" -> new Bool(false);
      default -> new Text(text);
    };
  }

  private static Value whole(String text) {
    try {
      return new Int(Long.parseLong(text));
    } catch (NumberFormatException beyond64Bits) {
      return new Real(Double.parseDouble(text));
    }
  }
}
