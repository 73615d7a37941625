package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Builds the tree of the first document from the parser's events, with a stack of its own.
///
/// Upstream looks at the grammar of the whole document before it looks at what it means: the first
/// fault of meaning is therefore kept until the document has ended.
final class YamlTree {

  private static final int MAX_FAULTS = 100;
  private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

  private final ParserImpl parser;
  private final ArrayList<YamlOpen> stack = new ArrayList<>();
  private final Map<String, YamlAliases.Anchored> anchors = new HashMap<>();
  private final YamlAliases aliases = new YamlAliases();
  private final List<String> repeated = new ArrayList<>();
  private @Nullable DecodeException meaning;
  private @Nullable DecodeException conversion;

  private final boolean endsLine;
  private final int length;

  private YamlTree(String text) {
    this.endsLine = text.endsWith("\n") || text.endsWith("\r");
    this.length = text.codePointCount(0, text.length());
    LoadSettings settings = settings(text.length());
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /// The buffer takes the whole text: a smaller one is copied for each piece of a long scalar.
  private static LoadSettings settings(int length) {
    return LoadSettings.builder()
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(length + 1)
        .setVersionFunction(YamlTree::version)
        .build();
  }

  private static SpecVersion version(SpecVersion version) {
    if (version.getMajor() != 1 || version.getMinor() != 1) {
      throw new DecodeException("yaml: found incompatible YAML document", 0);
    }
    return version;
  }

  static Json.Reading read(String text) {
    try {
      return new YamlTree(text).read();
    } catch (YamlEngineException fault) {
      throw YamlFault.of(fault, text);
    }
  }

  private Json.Reading read() {
    Value root = null;
    while (root == null && parser.hasNext()) {
      root = take(parser.next());
    }
    if (root != null) {
      parser.next(); // the document's end: its faults count
    }
    if (meaning != null) {
      throw meaning;
    }
    if (conversion != null) {
      throw conversion;
    }
    return new Json.Reading(root == null ? Null.NULL : root, strictFaults());
  }

  private List<Json.Duplicate> strictFaults() {
    if (repeated.isEmpty()) {
      return List.of();
    }
    String message = "yaml: unmarshal errors:\n  " + String.join("\n  ", repeated);
    return List.of(new Json.Duplicate("", "", "", message));
  }

  /// The root, once it is complete.
  private @Nullable Value take(Event event) {
    return switch (event.getEventId()) {
      case MappingStart ->
          open(new MapValue(), ((MappingStartEvent) event).getAnchor(), line(event));
      case SequenceStart ->
          open(new ListValue(), ((SequenceStartEvent) event).getAnchor(), line(event));
      case MappingEnd, SequenceEnd -> close();
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> null;
    };
  }

  private @Nullable Value open(Value container, Optional<Anchor> anchor, int line) {
    if (stack.size() == JsonFault.MAX_DEPTH) {
      throw new DecodeException("yaml: exceeded max depth of 10000", 0);
    }
    aliases.node();
    String name = anchor.map(Anchor::getValue).orElse("");
    if (!name.isEmpty()) {
      anchors.put(name, YamlAliases.Anchored.OPEN);
    }
    stack.add(new YamlOpen(container, name, line, aliases.nodes(), aliases.chars()));
    return null;
  }

  private @Nullable Value close() {
    YamlOpen closed = stack.removeLast();
    if (!closed.anchor.isEmpty()) {
      anchors.put(closed.anchor, aliases.anchored(closed));
    }
    return add(closed.container, closed.start, false);
  }

  private @Nullable Value scalar(ScalarEvent event) {
    aliases.node();
    aliases.text(event.getValue().length());
    String tag = event.getTag().orElse(null);
    boolean merge =
        MERGE_TAG.equals(tag) || (tag == null && event.isPlain() && event.getValue().equals("<<"));
    Value value = Null.NULL;
    try {
      value = YamlScalar.value(text(event), event.isPlain(), tag);
    } catch (DecodeException fault) {
      means(fault.message());
    }
    remember(event, value);
    return add(value, line(event), merge);
  }

  /// A block at the end of a text that does not end a line has no line's end either.
  private String text(ScalarEvent event) {
    String text = event.getValue();
    boolean block = event.isLiteral() || event.isFolded();
    boolean cut = block && !endsLine && text.endsWith("\n");
    boolean last = event.getEndMark().map(Mark::getIndex).orElse(0) >= length;
    return cut && last ? text.substring(0, text.length() - 1) : text;
  }

  private void remember(NodeEvent event, Value value) {
    event
        .getAnchor()
        .ifPresent(anchor -> anchors.put(anchor.getValue(), YamlAliases.Anchored.scalar(value)));
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private @Nullable Value alias(AliasEvent event) {
    String name = event.getAlias().getValue();
    YamlAliases.Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw new DecodeException("yaml: unknown anchor '" + name + "' referenced", 0);
    }
    if (anchored.isOpen()) {
      means("yaml: anchor '" + name + "' value contains itself");
      return add(Null.NULL, line(event), false);
    }
    return add(aliases.expand(anchored), line(event), false);
  }

  /// Puts a value where the innermost open container wants it.
  private @Nullable Value add(Value value, int line, boolean mergeKey) {
    if (stack.isEmpty()) {
      checkFinite(value);
      return value;
    }
    YamlOpen open = stack.getLast();
    switch (open.container) {
      case ListValue list -> {
        checkFinite(value);
        list.add(value);
      }
      case MapValue map -> addToMap(open, map, value, line, mergeKey);
      default -> throw new IllegalStateException();
    }
    return null;
  }

  private void checkFinite(Value value) {
    if (value instanceof Real real && !Double.isFinite(real.value())) {
      converts("json: unsupported value: " + GoNumber.text(real.value()));
    }
  }

  private void addToMap(YamlOpen open, MapValue map, Value value, int line, boolean mergeKey) {
    if (open.wantsKey) {
      open.wantsKey = false;
      open.merges = mergeKey;
      open.key = value;
      if (value instanceof MapValue || value instanceof ListValue) {
        means("yaml: invalid map key: " + untyped(value));
      }
      return;
    }
    open.wantsKey = true;
    open.line = line;
    if (open.merges) {
      merge(open, map, value);
    } else {
      checkFinite(value);
      put(open, map, open.key, value);
    }
  }

  private void put(YamlOpen open, MapValue map, Value key, Value value) {
    String shown = key instanceof Text text ? GoQuote.quote(text.value()) : untyped(key);
    if (!open.seen.add(shown) && repeated.size() < MAX_FAULTS) {
      repeated.add("line " + open.line + ": key " + shown + " already set in map");
    }
    if (key == Null.NULL) {
      converts(
          "unsupported map key of type: %!s(<nil>), key: <nil>, value: "
              + (value == Null.NULL ? "interface {}(nil)" : untyped(value)));
    }
    map.put(keyText(key), value);
  }

  private static String keyText(Value key) {
    return switch (key) {
      case Text text -> text.value();
      case Real number when Double.isInfinite(number.value()) ->
          number.value() > 0 ? ".inf" : "-.inf";
      case Real number when Double.isNaN(number.value()) -> ".nan";
      default -> GoText.plain(key);
    };
  }

  private static String untyped(Value value) {
    return GoText.syntax(value)
        .replace("map[string]interface {}{", "map[interface {}]interface {}{");
  }

  /// Of several maps the first wins: they are put in from the last on.
  private void merge(YamlOpen open, MapValue map, Value value) {
    List<Value> sources = value instanceof ListValue list ? list.items() : List.of(value);
    for (Value source : sources.reversed()) {
      if (source instanceof MapValue merged) {
        merged
            .entries()
            .forEach(entry -> put(open, map, new Text(entry.getKey()), entry.getValue()));
      } else {
        means("yaml: map merge requires map or sequence of maps as the value");
      }
    }
  }

  private void means(String fault) {
    if (meaning == null) {
      meaning = new DecodeException(fault, 0);
    }
  }

  private void converts(String fault) {
    if (conversion == null) {
      conversion = new DecodeException(fault, 0);
    }
  }
}
