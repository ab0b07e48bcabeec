package io.oddsupdate.quant;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.evaluate.Evaluation;
import io.oddsupdate.quant.evaluate.EvaluationTable;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import io.oddsupdate.quant.fit.ModelVersionTable;
import io.oddsupdate.quant.fit.NewVersion;
import io.oddsupdate.quant.price.ModelVersions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits a league's constants to past games and makes a new version of them. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = {
      "Fits the constants of a league's model to past games, scores them on games that were held"
          + " out, before and after, and writes a new version with its provenance to a file and,"
          + " with a URL, to the table model_versions, which is append-only.",
      "A game takes a new version up with its next reference; see docs/models.md."
    })
public final class FitCommand implements Callable<Integer> {
  @Option(
      names = "--league",
      required = true,
      paramLabel = "<league>",
      description = "nba, nfl, mlb, nhl or epl")
  private String league;

  @Option(
      names = "--data",
      paramLabel = "<folder>",
      defaultValue = "../shared/data",
      description = "folder of past games, a folder a league in it; default: ${DEFAULT-VALUE}")
  private Path data;

  @Option(
      names = "--models",
      paramLabel = "<folder>",
      description = "further model versions, one <model_version>.json each")
  private Path models;

  @Option(
      names = "--version",
      paramLabel = "<model_version>",
      description =
          "name of the new version; default: the newest one's with the last number raised")
  private String name;

  @Option(
      names = "--all-games",
      description =
          "after the scores, fit anew with the games that were held out; default: without them")
  private boolean allGames;

  @Option(
      names = "--date",
      paramLabel = "<yyyy-mm-dd>",
      description = "of the provenance; default: none")
  private LocalDate date;

  @Option(
      names = "--out",
      paramLabel = "<file>",
      description = "default: target/models/<model_version>.json")
  private Path out;

  @Option(
      names = "--postgres-url",
      paramLabel = "<jdbc url>",
      description = "also insert the row there; default: POSTGRES_URL, else no row")
  private String postgresUrl = System.getenv("POSTGRES_URL");

  @Option(
      names = "--postgres-user",
      paramLabel = "<user>",
      defaultValue = "${env:POSTGRES_USER:-odds}",
      description = "default: POSTGRES_USER, else odds; the password is POSTGRES_PASSWORD")
  private String postgresUser;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException {
    PrintWriter told = spec.commandLine().getErr();
    Consumer<String> progress =
        said -> {
          told.printf("%s: %s%n", league, said);
          told.flush();
        };
    League of = League.of(league);
    ModelVersions versions = ModelVersions.shipped();
    ModelVersion newest = (models == null ? versions : versions.with(models)).newest(of);
    String version = NewVersion.name(of, newest.modelVersion(), name);
    Archive archive = new Archive(data);
    LeagueFit fit = LeagueFit.of(of);
    archive.require(fit.needed());
    progress.accept("starting from " + newest.modelVersion());
    Fitted fitted = fit.fit(newest.constants(), archive, false, progress);
    score(of, newest, new ModelVersion(newest.modelId(), version, fitted.constants()));
    if (allGames) {
      fitted = fit.fit(fitted.constants(), archive, true, progress);
    }
    // Refuses constants that no game can have before they are written anywhere.
    Leagues.of(newest.modelId(), fitted.constants());
    NewVersion made =
        NewVersion.of(
            of,
            new ModelVersion(newest.modelId(), version, fitted.constants()),
            fitted.provenance(),
            archive.digests(),
            Optional.ofNullable(date),
            command(newest.modelVersion(), version));
    write(made, version, progress);
    return 0;
  }

  private void score(League of, ModelVersion before, ModelVersion after) {
    // Not the one of the fit, which names what was fitted on.
    Archive archive = new Archive(data);
    PrintWriter table = spec.commandLine().getOut();
    Consumer<String> silent = said -> {};
    Evaluation evaluation = Evaluation.of(of);
    table.printf("%s, before (it may have been fitted on these games):%n", before.modelVersion());
    table.print(EvaluationTable.of(evaluation.heldOut(before, archive, silent)));
    table.printf("%s, after, held out:%n", after.modelVersion());
    table.print(EvaluationTable.of(evaluation.heldOut(after, archive, silent)));
    table.flush();
  }

  /** Without folders and addresses: they are of this machine. */
  private String command(String from, String version) {
    return "bin/odds fit --league %s --version %s%s, from %s"
        .formatted(league, version, allGames ? " --all-games" : "", from);
  }

  private void write(NewVersion made, String version, Consumer<String> progress)
      throws IOException, SQLException {
    Path file = out == null ? Path.of("target", "models", version + ".json") : out;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, made.json());
    progress.accept("wrote " + file);
    // make exports every setting, given or not.
    if (postgresUrl != null && !postgresUrl.isBlank()) {
      boolean added =
          new ModelVersionTable(postgresUrl, postgresUser, System.getenv("POSTGRES_PASSWORD"))
              .add(made);
      progress.accept(
          added
              ? "inserted " + version + " into model_versions"
              : version + " was in model_versions already, with the same content");
    }
  }
}
