package dev.stopwater.server.representation;

import dev.stopwater.http.Exchange.LateAnswer;
import dev.stopwater.http.Reply;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.errors.StatusObject;
import dev.stopwater.server.representation.Representation.As;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import dev.stopwater.watchcache.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Writes objects, lists and Statuses in the form that was negotiated. Plain JSON goes out as the
/// bytes that were stored; every other form is made from them.
public final class Answers {

  /// The forms that a single object and a list can take.
  public static final Set<As> ONE = EnumSet.of(As.TABLE, As.PARTIAL, As.PARTIAL_LIST);

  /// What upstream makes no table of.
  private static final Set<String> WITHOUT_TABLE = Set.of("resource.k8s.io/resourceclaims/status");

  public static final Set<As> MANY = ONE;
  public static final Set<As> NONE = EnumSet.noneOf(As.class);
  public static final Set<As> ITSELF = EnumSet.of(As.PARTIAL);

  private static final Negotiation OBJECTS =
      new Negotiation(List.of(MediaType.JSON, MediaType.YAML, MediaType.PROTOBUF));

  private static final Negotiation COLLECTIONS =
      new Negotiation(
          List.of(MediaType.JSON, MediaType.YAML, MediaType.PROTOBUF),
          ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");

  private final Forms forms;

  public Answers(Forms forms) {
    this.forms = forms;
  }

  /// @throws StatusException 406
  public Representation negotiate(RequestContext request, Set<As> allowed) {
    boolean collection =
        request.info().parts().size() == 1 && request.exchange().method().equals("GET");
    return (collection ? COLLECTIONS : OBJECTS)
        .choose(request.exchange().header("Accept"), request.query(), request.userAgent(), allowed);
  }

  /// For an answer about one object.
  ///
  /// @throws StatusException 406
  public Representation negotiate(RequestContext request, Target target) {
    String path =
        target.definition().group()
            + "/"
            + target.definition().resource()
            + "/"
            + target.subresourceName();
    return negotiate(
        request, WITHOUT_TABLE.contains(path) ? EnumSet.of(As.PARTIAL, As.PARTIAL_LIST) : ONE);
  }

  /// Of a watch: the same, without YAML.
  ///
  /// @throws StatusException 406
  public Representation negotiateStream(RequestContext request) {
    Representation chosen = negotiate(request, ONE);
    if (chosen.media() != MediaType.JSON) {
      throw new StatusException(
          406,
          "NotAcceptable",
          "only the following media types are accepted: application/json;stream=watch,"
              + " application/vnd.kubernetes.protobuf;stream=watch",
          null);
    }
    return new Representation(MediaType.JSON, chosen.as(), chosen.metaVersion(), false);
  }

  /// Answers with one object.
  ///
  /// @param json as stored, with its resourceVersion
  public void object(
      RequestContext request, Target target, Representation form, int code, byte[] json)
      throws IOException {
    request.phase("respond");
    Reply reply = request.exchange().reply();
    if (form.plainJson() && forms.stored(target)) {
      begin(reply, code, MediaType.JSON);
      reply.send(json);
      return;
    }
    request.exchange().live().bytes().take(Trees.whole(json));
    MapValue object = forms.served(target, (MapValue) Json.parse(json));
    tree(request, form, code, forms.one(request, target, form, object));
  }

  /// Answers with an object that exists only as a tree: a Scale, a review.
  public void tree(RequestContext request, Representation form, int code, MapValue object)
      throws IOException {
    request.phase("respond");
    Reply reply = request.exchange().reply();
    begin(reply, code, form.media());
    reply.send(encode(object, form));
  }

  public void status(RequestContext request, int code, MapValue status) throws IOException {
    tree(request, statusForm(request), code, status);
  }

  /// Answers with a failure, in YAML if that is what the client accepts.
  public void failure(RequestContext request, StatusException problem) throws IOException {
    StatusException.Details details = problem.details();
    if (details != null && details.retryAfterSeconds() > 0) {
      request
          .exchange()
          .reply()
          .header("Retry-After", Integer.toString(details.retryAfterSeconds()));
    }
    status(request, problem.code(), StatusObject.failure(problem));
  }

  /// A failure as it would be answered, for an answer that is only given if the request is late.
  public static LateAnswer late(RequestContext request, StatusException problem) {
    Representation form = statusForm(request);
    return new LateAnswer(
        problem.code(), form.media().toString(), encode(StatusObject.failure(problem), form));
  }

  private static Representation statusForm(RequestContext request) {
    MediaType media = Negotiation.forErrors(request.exchange().header("Accept"));
    boolean pretty = Negotiation.pretty(request.query(), request.userAgent());
    return new Representation(media, As.ITSELF, "", pretty);
  }

  /// Answers with one page of a list; plain JSON is written item by item from shared bytes.
  public void list(RequestContext request, Target target, Representation form, Page page)
      throws IOException {
    request.phase("respond");
    if (form.plainJson() && forms.stored(target)) {
      stream(request.exchange().reply(), target.definition(), page);
      return;
    }
    Iterable<MapValue> trees =
        () ->
            new Trees(
                page.items().iterator(),
                request.exchange().live().bytes(),
                form.as() == As.ITSELF,
                stored -> forms.served(target, stored));
    tree(request, form, 200, forms.many(request, target, form, page, trees));
  }

  private static void stream(Reply reply, Definition definition, Page page) throws IOException {
    begin(reply, 200, MediaType.JSON);
    reply.compressible();
    StringBuilder head = new StringBuilder(160);
    head.append("{\"kind\":\"").append(definition.kind()).append("List\",\"apiVersion\":\"");
    head.append(definition.apiVersion()).append("\",\"metadata\":{\"resourceVersion\":\"");
    head.append(page.revision()).append('"');
    if (!page.continueToken().isEmpty()) {
      head.append(",\"continue\":\"").append(page.continueToken()).append('"');
    }
    if (page.remaining() != null) {
      head.append(",\"remainingItemCount\":").append(page.remaining());
    }
    reply.write(head.append("},\"items\":[").toString().getBytes(StandardCharsets.UTF_8));
    int skipped = typeLength(definition);
    boolean first = true;
    for (Item item : page.items()) {
      reply.write(first ? OPEN : NEXT);
      first = false;
      byte[] json = item.json();
      reply.write(json, skipped, json.length - skipped); // without its type
    }
    reply.write(END);
    reply.end();
  }

  private static final byte[] OPEN = {'{'};
  private static final byte[] NEXT = {',', '{'};
  private static final byte[] END = {']', '}', '\n'};

  /// How many bytes an object's own kind and apiVersion take: lists of built-in kinds leave them
  /// out of their items.
  private static int typeLength(Definition definition) {
    return ("{\"kind\":\""
            + definition.kind()
            + "\",\"apiVersion\":\""
            + definition.apiVersion()
            + "\",")
        .length();
  }

  private static void begin(Reply reply, int code, MediaType media) {
    reply.status(code);
    reply.header("Content-Type", media.toString());
  }

  private static byte[] encode(MapValue object, Representation form) {
    return switch (form.media()) {
      case JSON -> form.pretty() ? JsonWriter.encodePretty(object) : JsonWriter.encode(object);
      case YAML -> Yaml.write(object);
      case PROTOBUF -> throw unsupported();
    };
  }

  private static StatusException unsupported() {
    return new StatusException(
        406,
        "NotAcceptable",
        "only the following media types are accepted: application/json, application/yaml",
        null);
  }

  /// What an object or list is turned into before it is encoded.
  public interface Forms {

    /// An incomplete tree with what its kind shows when empty.
    MapValue shown(Target target, MapValue object);

    /// Whether the target's stored bytes are in the version of its path.
    boolean stored(Target target);

    /// A stored tree in the version of the path.
    MapValue served(Target target, MapValue stored);

    MapValue one(RequestContext request, Target target, Representation form, MapValue object);

    /// @param items the page's, as trees of their own; read once
    MapValue many(
        RequestContext request,
        Target target,
        Representation form,
        Page page,
        Iterable<MapValue> items);

    /// A watch event's object.
    ///
    /// @param first whether it is the first of its watch: of Tables, only that has column
    ///   definitions
    MapValue event(
        RequestContext request, Target target, Representation form, MapValue object, boolean first);
  }

  public Forms forms() {
    return forms;
  }
}
