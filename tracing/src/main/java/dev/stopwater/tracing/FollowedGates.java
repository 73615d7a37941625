package dev.stopwater.tracing;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Gate;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.Trace;
import dev.stopwater.server.verb.Gates;
import dev.stopwater.server.verb.Target;
import org.jspecify.annotations.Nullable;

/// Shows within a write's span when admission changed and judged it, and from there on the write
/// itself: encoded, made durable, published. A write that is tried again shows that too.
record FollowedGates(Gates inner) implements Gates {

  @Override
  public Gate of(RequestContext request, Target target, boolean dryRun) {
    Gate gate = inner.of(request, target, dryRun);
    Trace trace = request.trace();
    return trace == null ? gate : new Followed(gate, trace);
  }

  private record Followed(Gate gate, Trace trace) implements Gate {

    @Override
    public void admit(Operation operation, MapValue object, @Nullable MapValue old) {
      try (var _ = trace.part("admission: mutate")) {
        gate.admit(operation, object, old);
      }
    }

    @Override
    public void judge(Operation operation, MapValue object, @Nullable MapValue old) {
      try (var _ = trace.part("admission: validate")) {
        gate.judge(operation, object, old);
      }
      var _ = trace.part("write"); // until the store has answered, which is when the phase ends
    }
  }
}
