package dev.stopwater.server.verb;

import dev.stopwater.access.UserInfo;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.access.authorization.Authorizer.Decision;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.Metadata;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Questions about who may do what, and who asks: kinds that are answered and not stored. `kubectl
/// auth can-i` and `auth whoami` ask them.
public final class AccessReview implements Verb {

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Authorizer authorizer;

  public AccessReview(Answers answers, ObjectDecoder decoder, Authorizer authorizer) {
    this.answers = answers;
    this.decoder = decoder;
    this.authorizer = authorizer;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.ITSELF);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "CreateOptions", false);
    MapValue review = decoder.decode(request, target, body, options.validation());
    if (target.definition().namespaced()) {
      Create.place(review, target);
    }
    ReviewFaults.refuse(target, review);
    review.put("status", status(request, target, review));
    answers.tree(request, form, 201, answers.forms().one(request, target, form, review));
  }

  private MapValue status(RequestContext request, Target target, MapValue review) {
    return switch (target.definition().kind()) {
      case "SelfSubjectReview" -> {
        Metadata.of(review).put("creationTimestamp", Metadata.time(request.received()));
        yield MapValue.of("userInfo", shown(request.user()));
      }
      case "SelfSubjectAccessReview" -> decided(request.user(), review);
      default -> decided(named(review.mapOrEmpty("spec")), review);
    };
  }

  private MapValue decided(UserInfo user, MapValue review) {
    Decision decision = authorizer.decide(question(user, review.mapOrEmpty("spec")));
    return switch (decision) {
      case Decision.Allowed allowed -> withReason(MapValue.of("allowed", true), allowed.reason());
      case Decision.NoOpinion none -> withReason(MapValue.of("allowed", false), none.reason());
      case Decision.Denied denied ->
          withReason(MapValue.of("allowed", false, "denied", true), denied.reason());
    };
  }

  private static MapValue withReason(MapValue status, String reason) {
    return reason.isEmpty() ? status : status.put("reason", reason);
  }

  private static Authorizer.Question question(UserInfo user, MapValue spec) {
    MapValue resource = spec.map("resourceAttributes");
    if (resource == null) {
      MapValue path = spec.mapOrEmpty("nonResourceAttributes");
      return new Authorizer.Question(
          user, path.text("verb", ""), false, "", "", "", "", "", "", path.text("path", ""));
    }
    return new Authorizer.Question(
        user,
        resource.text("verb", ""),
        true,
        resource.text("group", ""),
        resource.text("version", ""),
        resource.text("resource", ""),
        resource.text("subresource", ""),
        resource.text("namespace", ""),
        resource.text("name", ""),
        "");
  }

  private static UserInfo named(MapValue spec) {
    Map<String, List<String>> extra = new HashMap<>();
    MapValue given = spec.mapOrEmpty("extra");
    given.keys().forEach(key -> extra.put(key, given.listOrEmpty(key).texts()));
    return new UserInfo(
        spec.text("user", ""),
        spec.text("uid", ""),
        new ArrayList<>(spec.listOrEmpty("groups").texts()),
        extra);
  }

  /// A user as reviews show it.
  static MapValue shown(UserInfo user) {
    MapValue shown = MapValue.of("username", user.name());
    if (!user.uid().isEmpty()) {
      shown.put("uid", user.uid());
    }
    shown.put("groups", texts(user.groups()));
    if (!user.extra().isEmpty()) {
      MapValue extra = new MapValue();
      user.extra().forEach((key, values) -> extra.put(key, texts(values)));
      shown.put("extra", extra);
    }
    return shown;
  }

  private static ListValue texts(List<String> values) {
    ListValue list = new ListValue();
    values.forEach(value -> list.add(new Text(value)));
    return list;
  }
}
