package dev.stopwater.server.verb;

import dev.stopwater.access.authentication.Authenticator.Answer;
import dev.stopwater.access.authentication.Tokens;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;

/// The question whom a bearer token belongs to, which other servers ask on behalf of their clients.
public final class TokenReview implements Verb {

  private final Answers answers;
  private final ObjectDecoder decoder;
  private final Tokens tokens;

  public TokenReview(Answers answers, ObjectDecoder decoder, Tokens tokens) {
    this.answers = answers;
    this.decoder = decoder;
    this.tokens = tokens;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    Representation form = answers.negotiate(request, Answers.ITSELF);
    decoder.checkMediaType(request);
    byte[] body = Bodies.read(request);
    WriteOptions options = WriteOptions.read(request.query(), "CreateOptions", false);
    MapValue review = decoder.decode(request, target, body, options.validation());
    String token = review.mapOrEmpty("spec").text("token", "");
    if (token.isEmpty()) {
      throw StatusException.badRequest("token is required for TokenReview in authentication");
    }
    review.put("status", status(tokens.find(token), review));
    answers.tree(request, form, 201, answers.forms().one(request, target, form, review));
  }

  private static MapValue status(Answer answer, MapValue review) {
    if (answer instanceof Answer.Known known) {
      MapValue status =
          MapValue.of("authenticated", true, "user", AccessReview.shown(known.user()));
      var audiences = review.mapOrEmpty("spec").list("audiences");
      return audiences == null ? status : status.put("audiences", audiences);
    }
    return MapValue.of("user", new MapValue(), "error", "invalid bearer token");
  }
}
