package io.oddsupdate.local.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a reconciliation.
 *
 * @param hops in the order of the flow
 */
public record Report(
    Map<Hop, HopDiff> hops, List<InvariantResult> invariants, RunFacts facts, long tookMs) {

  /** Whether every hop holds what it must, every invariant holds and every kill was survived. */
  public boolean ok() {
    return hops.size() == Hop.values().length
        && hops.values().stream().allMatch(HopDiff::clean)
        && invariants.stream().allMatch(InvariantResult::ok)
        && facts.kills().stream().allMatch(kill -> kill.backAfterMs() >= 0);
  }

  /** The first hop, in the order of the flow, that does not hold what it must. */
  public Optional<Hop> firstFailing() {
    for (Hop hop : Hop.values()) {
      if (!hops.containsKey(hop) || !hops.get(hop).clean()) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }
}
