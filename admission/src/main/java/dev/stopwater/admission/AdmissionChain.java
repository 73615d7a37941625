package dev.stopwater.admission;

import java.util.List;

/// Several gates as one: they are passed in order, and the first refusal counts.
public record AdmissionChain(List<Admission> gates) implements Admission {

  public AdmissionChain {
    gates = List.copyOf(gates);
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    gates.forEach(gate -> gate.mutate(attributes));
  }

  @Override
  public void validate(AdmissionAttributes attributes) {
    gates.forEach(gate -> gate.validate(attributes));
  }
}
