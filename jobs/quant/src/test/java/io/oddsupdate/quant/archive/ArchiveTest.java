package io.oddsupdate.quant.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final String HEADER =
      "Div,HomeTeam,AwayTeam,FTHG,FTAG,HTHG,HTAG,PSCH,PSCD,PSCA,PC>2.5,PC<2.5\n";

  @TempDir private Path folder;

  @Test
  void readsAMatchWithItsFairClosingPrices() throws IOException {
    write("epl/football-data_E0_1920.csv", HEADER + "E0,Leeds,Hull,2,1,1,1,2.0,3.5,4.0,1.9,2.0\n");
    Archive archive = new Archive(folder);

    List<EplMatch> matches = EplMatches.read(archive, List.of("1920"));

    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).outcome()).isZero();
    assertThat(matches.get(0).result().stream().mapToDouble(Double::doubleValue).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(matches.get(0).over())
        .hasValueSatisfying(over -> assertThat(over).isBetween(0.5, 0.53));
    assertThat(archive.digests().get("epl/football-data_E0_1920.csv")).matches("[0-9a-f]{64}");
  }

  @Test
  void leavesOutWhatHasNoPriceAndRowsOfNothing() throws IOException {
    write("epl/football-data_E0_1920.csv", HEADER + "E0,Leeds,Hull,2,1,1,1,,,,,\n,,,,,,,,,,,\n");

    assertThat(EplMatches.read(new Archive(folder), List.of("1920"))).isEmpty();
  }

  @Test
  void saysWhereToGetAFileThatIsMissing() {
    assertThatThrownBy(() -> NflGames.read(new Archive(folder)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("nfl/nfl_sbr_archive_2011_2021.json.gz")
        .hasMessageContaining("https://github.com/flancast90/sportsbookreview-scraper")
        .hasMessageContaining("home_close_spread");
  }

  @Test
  void namesFileLineColumnAndFormatOfWhatIsMalformed() throws IOException {
    write("epl/football-data_E0_1920.csv", HEADER + "E0,Leeds,Hull,two,1,1,1,2.0,3.5,4.0,,\n");

    assertThatThrownBy(() -> EplMatches.read(new Archive(folder), List.of("1920")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(
            "epl/football-data_E0_1920.csv: line 2, column FTHG must be a whole number, got 'two'")
        .hasMessageContaining("https://www.football-data.co.uk/mmz4281/1920/E0.csv");
  }

  @Test
  void refusesPricesThatAreNone() throws IOException {
    write("epl/football-data_E0_1920.csv", HEADER + "E0,Leeds,Hull,2,1,1,1,0.5,3.5,4.0,,\n");

    assertThatThrownBy(() -> EplMatches.read(new Archive(folder), List.of("1920")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("column PSCH must be a decimal price");
  }

  @Test
  void namesAColumnThatIsMissing() throws IOException {
    write("epl/football-data_E0_1920.csv", "Div,HomeTeam\nE0,Leeds\n");

    assertThatThrownBy(() -> EplMatches.read(new Archive(folder), List.of("1920")))
        .hasMessageContaining("has no column PSCH");
  }

  @Test
  void refusesWhatIsNotCompressedThoughItsNameSaysSo() throws IOException {
    write("nhl/nhl_results_2022.csv.gz", "Date\n");

    assertThatThrownBy(() -> NhlGames.read(new Archive(folder), List.of(2022)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("nhl/nhl_results_2022.csv.gz: cannot be read");
  }

  @Test
  void countsRegulationGoalsOfAnExtendedGame() throws IOException {
    write(
        "nhl/nhl_results_2022.csv.gz",
        "Date,Time,Visitor,G,Home,G,,Att.\n2021-10-12,7:30 PM,Kings,3,Sharks,2,OT,1\n");

    NhlGame game = NhlGames.read(new Archive(folder), List.of(2022)).get(0);

    assertThat(game).isEqualTo(new NhlGame(2022, "Sharks", "Kings", 2, 2, false, false, "OT"));
  }

  @Test
  void findsPublishedTablesBesideTheFolder() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path tables = Files.createDirectories(folder.resolve("vectors"));
    Files.writeString(
        tables.resolve("mlb_we_empirical_retrosheet_gregstoll.csv"),
        "inning,batting,outs,bases,batting_team_lead,n,batting_team_wins,rate\n"
            + "2,away,1,101,-1,200,50,0.25\n");

    List<MlbWinRate> cells = MlbWinRates.read(new Archive(data));

    assertThat(cells).containsExactly(new MlbWinRate(2, false, 1, 5, 1, 200, 150));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    boolean packed = name.endsWith(".gz") && text.contains("\n2");
    try (OutputStream out =
        packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
