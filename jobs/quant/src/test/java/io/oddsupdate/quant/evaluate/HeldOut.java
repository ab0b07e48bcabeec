package io.oddsupdate.quant.evaluate;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.fit.ScoredVersion;
import io.oddsupdate.quant.price.ModelVersions;
import java.util.List;

/** Held-out scores of the newest shipped versions. */
public final class HeldOut {
  private HeldOut() {}

  public static ModelVersion shipped(League league) {
    return ModelVersions.shipped().newest(league);
  }

  /** The test is skipped where a file is absent. */
  static List<Checkpoint> of(League league, DataFile... needed) {
    List<Checkpoint> checkpoints =
        ScoredVersion.of(league, shipped(league), Shared.archive(needed), System.out::println);
    System.out.print(EvaluationTable.of(checkpoints));
    return checkpoints;
  }

  static Checkpoint named(List<Checkpoint> checkpoints, String name) {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no checkpoint is called " + name));
  }
}
