package io.oddsupdate.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.quant.archive.NflGames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void saysOfEveryLeagueWhereToGetItsGamesAndInWhichFormat() {
    int code = run(new EvaluateCommand(), "--data", folder.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("nba/nba_score_margin_timeline_2019_2021_hasithv.csv.gz")
        .contains("nfl/nfl_sbr_archive_2011_2021.json.gz")
        .contains("mlb/mlb_we_empirical_retrosheet_gregstoll.csv")
        .contains("nhl/nhl_results_2025.csv.gz")
        .contains("epl/football-data_E0_1516.csv")
        .contains("https://www.football-data.co.uk/mmz4281/1516/E0.csv")
        .contains("format JSON list with season");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFitSaysSoToo() {
    assertThat(run(new FitCommand(), "--league", "nfl", "--data", folder.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("nfl/nfl_sbr_archive_2011_2021.json.gz")
        .contains("https://github.com/flancast90/sportsbookreview-scraper");
  }

  @Test
  void writesTheTableAndThePage() throws IOException {
    Shared.archive(NflGames.FILE);
    Path page = folder.resolve("pages/page.html");

    int code =
        run(
            new EvaluateCommand(),
            "--data",
            Shared.data().toString(),
            "--league",
            "nfl",
            "--out",
            page.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("after quarter 3").contains("met");
    assertThat(err.toString()).contains("nfl: scoring nfl-");
    assertThat(Files.readString(page)).contains("<svg ").contains("after quarter 3");
  }

  @Test
  void aFittedVersionIsWrittenWithItsProvenanceAndCanBeScored() throws IOException {
    Shared.archive(NflGames.FILE);
    Path file = folder.resolve("nfl-2099.1.json");

    int code =
        run(
            new FitCommand(),
            "--league",
            "nfl",
            "--version",
            "nfl-2099.1",
            "--date",
            "2099-02-01",
            "--data",
            Shared.data().toString(),
            "--out",
            file.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("before").contains("nfl-2099.1, after, held out:");
    assertThat(Files.readString(file))
        .contains("\"model_version\": \"nfl-2099.1\"")
        .contains("Fitted 2099-02-01 with `bin/odds fit --league nfl --version nfl-2099.1")
        .containsPattern("nfl_sbr_archive_2011_2021.json.gz sha256 [0-9a-f]{64}")
        .contains("1,461 games");
    int scored =
        run(
            new EvaluateCommand(),
            "--data",
            Shared.data().toString(),
            "--league",
            "nfl",
            "--models",
            folder.toString(),
            "--out",
            folder.resolve("page.html").toString());
    assertThat(scored).isZero();
    assertThat(err.toString()).contains("nfl: scoring nfl-2099.1");
  }
}
