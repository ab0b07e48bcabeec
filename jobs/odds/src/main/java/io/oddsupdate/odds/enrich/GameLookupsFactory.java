package io.oddsupdate.odds.enrich;

import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/** Opens the lookups of one task; travels with the job. */
@FunctionalInterface
public interface GameLookupsFactory extends Serializable {
  GameLookups open(MetricGroup metrics);
}
