package dev.stopwater.access;

import java.util.List;
import java.util.Map;

/// Who asks.
///
/// @param uid empty if none is known
/// @param extra further facts that an authenticator told, by key
public record UserInfo(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {

  public static final String MASTERS = "system:masters";
  public static final String AUTHENTICATED = "system:authenticated";

  public static final UserInfo ANONYMOUS =
      new UserInfo("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  public boolean anonymous() {
    return name.equals(ANONYMOUS.name);
  }

  public boolean in(String group) {
    return groups.contains(group);
  }
}
