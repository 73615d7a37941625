package dev.stopwater.server.request;

/// One stretch of the road: does its part and goes on, or answers and does not.
@FunctionalInterface
public interface Filter {

  /// What comes after.
  @FunctionalInterface
  interface Next {
    void handle(RequestContext request) throws Exception;
  }

  void handle(RequestContext request, Next next) throws Exception;

  /// The filters in turn, then `end`.
  static Next through(java.util.List<Filter> filters, Next end) {
    Next next = end;
    for (Filter filter : filters.reversed()) {
      Next after = next;
      next = request -> filter.handle(request, after);
    }
    return next;
  }
}
