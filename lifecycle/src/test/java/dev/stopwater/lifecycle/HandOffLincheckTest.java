package dev.stopwater.lifecycle;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// Handler, clock and connection contest an answer in every order that Lincheck can find; each must
/// read what some order of whole steps would have given.
public class HandOffLincheckTest {

  private final HandOff handOff = new HandOff();

  @Operation
  public boolean beginAnswer() {
    return handOff.beginAnswer();
  }

  @Operation
  public RequestState claim() {
    return handOff.claim();
  }

  @Operation
  public RequestState timeOut() {
    return handOff.timeOut();
  }

  @Operation
  public RequestState leave() {
    return handOff.leave();
  }

  @Operation
  public boolean open() {
    return handOff.open();
  }

  @Operation
  public boolean lost() {
    return handOff.lost();
  }

  /// The same with nothing but assignments.
  public static class OneAtATime {
    private RequestState standing = RequestState.RUNNING;

    public boolean beginAnswer() {
      if (standing == RequestState.RUNNING) {
        standing = RequestState.ANSWERING;
      }
      return standing == RequestState.ANSWERING;
    }

    public RequestState claim() {
      return decide(RequestState.ANSWERED);
    }

    public RequestState timeOut() {
      return decide(RequestState.TIMED_OUT);
    }

    public RequestState leave() {
      return decide(RequestState.GONE);
    }

    public boolean open() {
      return standing == RequestState.RUNNING || standing == RequestState.ANSWERING;
    }

    public boolean lost() {
      return standing == RequestState.TIMED_OUT || standing == RequestState.GONE;
    }

    private RequestState decide(RequestState outcome) {
      RequestState before = standing;
      if (open()) {
        standing = outcome;
      }
      return before;
    }
  }

  @Test
  void everyInterleavingIsSomeOrderOfWholeSteps() {
    new ModelCheckingOptions()
        .sequentialSpecification(OneAtATime.class)
        .threads(3)
        .actorsBefore(0) // else the contest is over before it begins
        .actorsPerThread(2)
        .iterations(10)
        .invocationsPerIteration(200)
        .check(HandOffLincheckTest.class);
  }

  @Test
  void soIsEveryRunOnRealCores() {
    new StressOptions()
        .sequentialSpecification(OneAtATime.class)
        .threads(3)
        .actorsBefore(0) // else the contest is over before it begins
        .actorsPerThread(2)
        .iterations(3)
        .invocationsPerIteration(500)
        .check(HandOffLincheckTest.class);
  }
}
