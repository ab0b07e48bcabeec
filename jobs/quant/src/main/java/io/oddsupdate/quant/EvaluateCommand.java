package io.oddsupdate.quant;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.UnreadableDataException;
import io.oddsupdate.quant.evaluate.Checkpoint;
import io.oddsupdate.quant.evaluate.Evaluation;
import io.oddsupdate.quant.evaluate.EvaluationReport;
import io.oddsupdate.quant.evaluate.EvaluationTable;
import io.oddsupdate.quant.fit.ScoredVersion;
import io.oddsupdate.quant.price.ModelVersions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the models on games that their constants were not fitted on. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Scores the newest version of each league's model on past games that its constants were not"
          + " fitted on: a table on stdout, a page with reliability diagrams in a file.",
      "Exits 1 where a league could not be scored; a figure that is missed is no error."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "<folder>",
      defaultValue = "../shared/data",
      description = "folder of past games, a folder a league in it; default: ${DEFAULT-VALUE}")
  private Path data;

  @Option(
      names = "--league",
      paramLabel = "<league>",
      split = ",",
      description = "nba, nfl, mlb, nhl, epl, or several with commas; default: all")
  private List<String> leagues = new ArrayList<>();

  @Option(
      names = "--models",
      paramLabel = "<folder>",
      description = "further model versions, one <model_version>.json each")
  private Path models;

  @Option(
      names = "--out",
      paramLabel = "<file>",
      defaultValue = "target/evaluation.html",
      description = "the page; default: ${DEFAULT-VALUE}")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter table = spec.commandLine().getOut();
    PrintWriter told = spec.commandLine().getErr();
    ModelVersions versions = ModelVersions.shipped();
    if (models != null) {
      versions = versions.with(models);
    }
    List<Checkpoint> checkpoints = new ArrayList<>();
    Map<String, String> scored = new TreeMap<>();
    int failed = 0;
    for (League league : asked()) {
      scored.put(league.id(), versions.newest(league).modelVersion());
      told.printf("%s: scoring %s%n", league.id(), scored.get(league.id()));
      told.flush();
      try {
        Archive archive = new Archive(data);
        archive.require(Evaluation.of(league).needed());
        checkpoints.addAll(
            ScoredVersion.of(
                league,
                versions.newest(league),
                archive,
                said -> {
                  told.printf("%s: %s%n", league.id(), said);
                  told.flush();
                }));
      } catch (UnreadableDataException unreadable) {
        failed++;
        told.printf("%s: not scored: %s%n", league.id(), unreadable.getMessage());
      }
    }
    if (!checkpoints.isEmpty()) {
      table.print(EvaluationTable.of(checkpoints));
      Path parent = out.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Files.writeString(out, EvaluationReport.html(checkpoints, scored));
      told.printf("pictures: %s%n", out);
    }
    table.flush();
    told.flush();
    return failed == 0 ? 0 : 1;
  }

  private List<League> asked() {
    return leagues.isEmpty() ? List.of(League.values()) : leagues.stream().map(League::of).toList();
  }
}
