package dev.stopwater.machinery.schema;

import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One field of a [Schema].
///
/// @param name the JSON name
/// @param goName the Go field name, as the decoder's messages print it where it differs from JSON
/// @param whenEmpty what the wire shows of a zero value
/// @param listType how server-side apply merges a list: `atomic`, `set`, `map`, or null
/// @param listMapKeys the keys of a `map` list
/// @param mergeKey strategic merge's key, or null
/// @param patchStrategies any of `merge`, `replace`, `retainKeys`
/// @param fallback the default that OpenAPI declares (other than a zero value), or null
/// @param allowed the values of an enum, or empty
public record Field(
    String name,
    String goName,
    Type type,
    boolean required,
    WhenEmpty whenEmpty,
    @Nullable String listType,
    List<String> listMapKeys,
    @Nullable String mergeKey,
    Set<String> patchStrategies,
    @Nullable Value fallback,
    List<String> allowed) {

  /// What the wire shows of a field that holds Go's zero value.
  public enum WhenEmpty {
    /// `omitempty`: nothing, also when the client sent the zero value.
    OMITTED,
    /// A nil pointer: nothing; but a zero value that the client sent is kept.
    UNSET,
    /// A struct by value: `{}` with whatever that struct shows when empty.
    EMPTY_STRUCT,
    /// A scalar by value without omitempty: `""`, `0` or `false`.
    ZERO,
    /// A list, map or pointer without omitempty: `null`.
    NULL
  }

  public Field {
    listMapKeys = List.copyOf(listMapKeys);
    patchStrategies = Set.copyOf(patchStrategies);
    allowed = List.copyOf(allowed);
  }
}
