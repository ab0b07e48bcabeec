package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.Optional;

/** The goals of periods {@code first..last}, which are not the whole of regulation. */
@FunctionalInterface
interface Periods {
  Optional<ScoreDistribution> of(int first, int last);
}
