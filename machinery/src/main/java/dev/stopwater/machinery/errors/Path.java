package dev.stopwater.machinery.errors;

import org.jspecify.annotations.Nullable;

/// Where in an object something is: `spec.containers[0].image`, `metadata.labels`, `data[a b]`.
///
/// A linked list towards the root, so that walking an object allocates one small node for each step
/// and text is made only when there is something to report.
public final class Path {

  private final @Nullable Path parent;
  private final String step;

  private Path(@Nullable Path parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  public static Path of(String field, String... more) {
    Path path = new Path(null, field);
    for (String next : more) {
      path = path.child(next);
    }
    return path;
  }

  public Path child(String field) {
    return new Path(this, "." + field);
  }

  public Path index(int index) {
    return new Path(this, "[" + index + "]");
  }

  public Path key(String key) {
    return new Path(this, "[" + key + "]");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    if (parent != null) {
      parent.write(text);
    }
    text.append(step);
  }
}
