package dev.stopwater.lab.handoff;

import java.util.Locale;

/// How a handler and its deadline agree on who answers.
public enum HandOver {
  /// kube-apiserver 1.12.4: the handler hands its result over a channel without a buffer, from
  /// which nobody receives once the time is up.
  UNBUFFERED("kube-apiserver 1.12.4"),
  /// kube-apiserver 1.17 and later: once the time is up, a second thread receives what is late.
  DRAINED("kube-apiserver 1.17 and later"),
  /// Stopwater's ledger: handler and clock contest one variable, and there is no channel.
  OURS("Stopwater");

  private final String whose;

  HandOver(String whose) {
    this.whose = whose;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String whose() {
    return whose;
  }
}
