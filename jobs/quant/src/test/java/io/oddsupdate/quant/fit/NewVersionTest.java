package io.oddsupdate.quant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.price.ModelVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewVersionTest {
  @TempDir private Path folder;

  private static NewVersion made() {
    ModelVersion shipped = ModelVersions.shipped().newest(League.NFL);
    return NewVersion.of(
        League.NFL,
        new ModelVersion(shipped.modelId(), "nfl-2030.1", shipped.constants()),
        "12 games",
        Map.of("nfl/a.csv", "ab12"),
        Optional.of(LocalDate.of(2030, 2, 1)),
        "bin/odds fit --league nfl");
  }

  @Test
  void isReadAsAVersionOfTheLeagueOnceWritten() throws IOException {
    Files.writeString(folder.resolve("nfl-2030.1.json"), made().json());

    ModelVersion newest = ModelVersions.shipped().with(folder).newest(League.NFL);

    assertThat(newest.modelVersion()).isEqualTo("nfl-2030.1");
    assertThat(newest.constants().values()).isEqualTo(made().version().constants().values());
  }

  @Test
  void saysWhereItComesFrom() {
    assertThat(made().provenance())
        .isEqualTo(
            "Fitted 2030-02-01 with `bin/odds fit --league nfl`: 12 games."
                + " Files read: nfl/a.csv sha256 ab12");
  }

  @Test
  void isWrittenInTheSameBytesEachTime() {
    assertThat(made().json()).isEqualTo(made().json());
    assertThat(made().json()).contains("\n    \"drives\": 10.5,\n");
  }

  @Test
  void isNamedAfterTheNewestOneWithTheNextNumber() {
    assertThat(NewVersion.name(League.NBA, "nba-2026.9", null)).isEqualTo("nba-2026.10");
    assertThat(NewVersion.name(League.NBA, "nba-2026.9", "nba-trial")).isEqualTo("nba-trial");
  }

  @Test
  void refusesANameOfAnotherLeagueOrOneThatIsTaken() {
    assertThatThrownBy(() -> NewVersion.name(League.NBA, "nba-2026.9", "nfl-2026.1"))
        .hasMessageContaining("--version must begin with nba-");
    assertThatThrownBy(() -> NewVersion.name(League.NBA, "nba-2026.9", "nba-2026.9"))
        .hasMessageContaining("a version never changes");
  }
}
