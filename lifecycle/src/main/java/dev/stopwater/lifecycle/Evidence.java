package dev.stopwater.lifecycle;

/// What a request told of itself while it ran. Each text is empty until it is known.
///
/// @param route method and path pattern, such as `GET /api/v1/pods`
/// @param user the name that the request was authenticated as
public record Evidence(String route, String user, String auditId) {

  static final Evidence NONE = new Evidence("", "", "");
}
