package dev.stopwater.lab.night;

import dev.stopwater.lab.handoff.HandOver;
import java.util.ArrayList;
import java.util.List;

/// Something that a night was expected to show; of counts, never of times.
///
/// @param night its name
/// @param measured in words
public record Claim(String night, String expected, String measured, boolean holds) {

  static List<Claim> of(NightRecord night, NightSettings settings) {
    List<Claim> claims = new ArrayList<>();
    Census census = night.census();
    claims.add(
        new Claim(
            night.name(),
            "every handler ends in the morning",
            census.settled() ? "they did" : "some did not",
            census.settled()));
    if (night.name().equals(HandOver.UNBUFFERED.word())) {
      unbuffered(claims, night);
    } else if (night.name().equals(HandOver.DRAINED.word())) {
      drained(claims, night);
    } else {
      ours(claims, night, settings);
    }
    return claims;
  }

  private static void unbuffered(List<Claim> claims, NightRecord night) {
    Census census = night.census();
    claims.add(
        new Claim(
            night.name(),
            "one thread for each request that timed out, for ever",
            "%,d threads for %,d requests".formatted(census.threads(), census.timedOut()),
            census.timedOut() > 0 && census.threads() == census.timedOut()));
    claims.add(
        new Claim(
            night.name(),
            "the leak profile proves each of them",
            "%,d proved".formatted(census.proved()),
            census.proved() == census.threads()));
  }

  private static void drained(List<Claim> claims, NightRecord night) {
    Census census = night.census();
    claims.add(
        new Claim(
            night.name(),
            "threads beyond the requests while handlers run late, none after",
            "at most %,d, then %,d".formatted(night.peakLeftBehind(), census.threads()),
            census.timedOut() > 0 && census.threads() == 0));
    claims.add(nothingProved(night));
  }

  private static void ours(List<Claim> claims, NightRecord night, NightSettings settings) {
    claims.add(
        new Claim(
            night.name(),
            "never more late threads than the %,d seats, none after".formatted(settings.seats()),
            "at most %,d, then %,d".formatted(night.peakLeftBehind(), night.census().threads()),
            night.peakLeftBehind() <= settings.seats() && night.census().threads() == 0));
    claims.add(nothingProved(night));
  }

  private static Claim nothingProved(NightRecord night) {
    return new Claim(
        night.name(),
        "the leak profile has nothing to prove",
        "%,d proved".formatted(night.census().proved()),
        night.census().proved() == 0);
  }
}
