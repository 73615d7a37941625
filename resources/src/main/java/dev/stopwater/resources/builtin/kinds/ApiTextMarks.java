package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The optional marks at the end of a field's line.
final class ApiTextMarks {

  private ApiTextMarks() {}

  static Map<String, List<String>> of(ApiField field) {
    Map<String, List<String>> marks = new LinkedHashMap<>();
    one(marks, "default", field.fallback());
    one(marks, "list", field.listType());
    marks.put("keys", field.listMapKeys());
    one(marks, "map", field.mapType());
    one(marks, "mergeKey", field.mergeKey());
    marks.put("patch", field.patchStrategies());
    return marks;
  }

  private static void one(Map<String, List<String>> marks, String name, @Nullable String value) {
    if (value != null) {
      marks.put(name, List.of(value));
    }
  }
}
