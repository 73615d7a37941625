package dev.stopwater.resources.builtin.kinds;

import java.util.List;

/// What a field, an item of a list or a value of a map looks like.
///
/// `byValue` tells whether OpenAPI declares Go's zero value (`""`, `0`, `false`, `{}`) as the
/// default, which it does where Go holds the thing by value and always prints it.
public sealed interface ApiShape {

  /// @param type `string`, `bytes`, `bool`, `int`, `int32`, `int64`, `double` or `object`
  /// @param allowed the values of an enum, or empty
  record Scalar(String type, boolean byValue, List<String> allowed) implements ApiShape {

    public Scalar {
      allowed = List.copyOf(allowed);
    }
  }

  /// @param name in full
  record Named(String name, boolean byValue) implements ApiShape {}

  record ListOf(ApiShape item) implements ApiShape {}

  record MapOf(ApiShape value) implements ApiShape {}
}
