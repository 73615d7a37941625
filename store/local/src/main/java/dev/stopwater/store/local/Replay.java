package dev.stopwater.store.local;

import dev.stopwater.store.local.Index.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through all rows in the order of revisions, builds the index from them, and notes whatever
/// cannot be the trace of a store at work.
///
/// Up to the compacted revision only those rows are left that were still present then: one for each
/// key, as many as the state says, none of them a deletion. After it every revision is there, and
/// each row names the one that it replaced.
final class Replay {

  private static final int ENOUGH = 100;

  private final State state;
  private final Index index = new Index();
  private final List<String> problems = new ArrayList<>();
  private long last;
  private long kept;
  private long rows;

  Replay(State state) {
    this.state = state;
    this.last = Math.max(1, state.compacted());
  }

  /// Takes the next row; only the presence of its value matters, not its bytes.
  void row(Row row) {
    rows++;
    @Nullable Slot before = index.find(row.key());
    if (row.revision() <= state.compacted()) {
      old(row, before);
    } else {
      recent(row, before);
    }
    index.apply(row);
    index.keep();
  }

  private void old(Row row, @Nullable Slot before) {
    kept++;
    if (row.value() == null || before != null || row.created() > row.revision()) {
      note("revision " + row.revision() + " should have been compacted");
    }
  }

  private void recent(Row row, @Nullable Slot before) {
    if (row.revision() != last + 1) {
      note("revisions " + (last + 1) + " to " + (row.revision() - 1) + " are missing");
    }
    last = row.revision();
    boolean fits =
        before == null
            ? row.previous() == 0 && row.created() == row.revision() && row.value() != null
            : row.previous() == before.revision() && row.created() == before.created();
    if (!fits) {
      note("revision " + row.revision() + " does not continue the history of its key");
    }
  }

  /// To be called after the last row.
  void end() {
    if (kept != state.kept()) {
      note(
          "up to revision "
              + state.compacted()
              + " there are "
              + kept
              + " rows instead of "
              + state.kept());
    }
  }

  void note(String problem) {
    if (problems.size() < ENOUGH) {
      problems.add(problem);
    }
  }

  List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  Index index() {
    return index;
  }

  long head() {
    return last;
  }

  long rows() {
    return rows;
  }
}
