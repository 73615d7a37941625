package dev.stopwater.server.verb;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Gate;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.request.RequestContext;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Gates that warn of what is valid and yet a poor idea, once an object has been found valid.
public final class WarningGates implements Gates {

  /// The warnings about one write.
  @FunctionalInterface
  public interface Warnings {

    /// @param definition the version in which the object is stored
    /// @param old what is replaced, or null at creation
    List<String> of(Definition definition, MapValue object, @Nullable MapValue old);
  }

  private final Gates gates;
  private final BiFunction<Definition, MapValue, List<String>> early;
  private final Warnings warnings;

  /// @param early what a new object is warned about before it is judged
  public WarningGates(
      Gates gates, BiFunction<Definition, MapValue, List<String>> early, Warnings warnings) {
    this.gates = gates;
    this.early = early;
    this.warnings = warnings;
  }

  @Override
  public Gate of(RequestContext request, Target target, boolean dryRun) {
    Gate gate = gates.of(request, target, dryRun);
    return target.subresource() == null && target.stored() != null
        ? warning(gate, request, target)
        : gate;
  }

  private Gate warning(Gate gate, RequestContext request, Target target) {
    return new Gate() {
      @Override
      public void admit(Operation operation, MapValue object, @Nullable MapValue old) {
        gate.admit(operation, object, old);
        if (operation == Operation.CREATE) {
          early.apply(target.store().definition(), object).forEach(request::warn);
        }
      }

      @Override
      public void judge(Operation operation, MapValue object, @Nullable MapValue old) {
        if (operation != Operation.DELETE) {
          warnings.of(target.store().definition(), object, old).forEach(request::warn);
        }
        gate.judge(operation, object, old);
      }
    };
  }
}
