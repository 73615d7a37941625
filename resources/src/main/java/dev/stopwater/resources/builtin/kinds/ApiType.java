package dev.stopwater.resources.builtin.kinds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One named type of the API.
///
/// @param name in full, such as `io.k8s.api.core.v1.PodSpec`
/// @param kinds the kinds that it is the body of; most types have none
/// @param everywhere whether each group version calls the kind its own, like DeleteOptions
/// @param mapType `atomic` where server-side apply takes the whole as one, or null
/// @param unions the declared unions, as JSON, or null
/// @param opaque the OpenAPI schema, as JSON, of a type without fields (Quantity, Time), or null
/// @param required the names of the required fields, in the order in which OpenAPI has them
public record ApiType(
    String name,
    List<ApiKind> kinds,
    boolean everywhere,
    @Nullable String mapType,
    @Nullable String unions,
    @Nullable String opaque,
    List<String> required,
    List<ApiField> fields) {

  /// One field of a type.
  ///
  /// @param fallback a declared default other than Go's zero value, as JSON, or null
  public record ApiField(
      String name,
      ApiShape shape,
      boolean required,
      @Nullable String fallback,
      @Nullable String listType,
      List<String> listMapKeys,
      @Nullable String mapType,
      @Nullable String mergeKey,
      List<String> patchStrategies) {

    public ApiField {
      listMapKeys = List.copyOf(listMapKeys);
      patchStrategies = List.copyOf(patchStrategies);
    }
  }

  public ApiType {
    kinds = List.copyOf(kinds);
    required = List.copyOf(required);
    fields = List.copyOf(fields);
  }

  /// The name without its package, such as `PodSpec`.
  public String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The name's package, such as `io.k8s.api.core.v1`.
  public String packageName() {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
