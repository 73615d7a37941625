package dev.stopwater.access.authentication;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Static bearer tokens, from a file in the format of kube-apiserver's `--token-auth-file`: a line
/// for each, `token,user,uid,"group1,group2"`.
public final class TokenAuthenticator implements Authenticator, Tokens {

  @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never handed out
  private record Token(byte[] secret, UserInfo user) {}

  private final List<Token> tokens;

  private TokenAuthenticator(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws IllegalArgumentException a line has fewer than three columns
  public static TokenAuthenticator of(List<String> lines) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        tokens.add(token(line, i + 1));
      }
    }
    return new TokenAuthenticator(List.copyOf(tokens));
  }

  private static Token token(String line, int number) {
    List<String> columns = columns(line);
    if (columns.size() < 3) {
      throw new IllegalArgumentException(
          "line " + number + " of the token file needs at least token, user name and user id");
    }
    List<String> groups = new ArrayList<>();
    if (columns.size() > 3 && !columns.get(3).isBlank()) {
      groups.addAll(List.of(columns.get(3).split(",")));
    }
    groups.add(UserInfo.AUTHENTICATED);
    return new Token(
        columns.get(0).getBytes(StandardCharsets.UTF_8),
        new UserInfo(columns.get(1), columns.get(2), groups, Map.of()));
  }

  private static List<String> columns(String line) {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        columns.add(column.toString());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString());
    return columns;
  }

  @Override
  public Answer authenticate(Exchange exchange) {
    String header = exchange.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return new Answer.Silent();
    }
    return find(header.substring(7).strip());
  }

  @Override
  public Answer find(String secret) {
    byte[] given = secret.getBytes(StandardCharsets.UTF_8);
    for (Token token : tokens) {
      if (MessageDigest.isEqual(token.secret, given)) {
        return new Answer.Known(token.user);
      }
    }
    return new Answer.Refused("unknown bearer token");
  }
}
