package io.oddsupdate.odds.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.odds.RegistryServer;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.publish.OutputHeader;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.schemas.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which version prices a game, and what prices it beside. */
class ModelVersionsTest {
  private static final RegistryServer REGISTRY = new RegistryServer();
  private static final String OLD = "nba-2026.1";
  private static final String NEW = "nba-2026.9";

  private final SampleGame game = new SampleGame();
  private PriceHarness pricing;

  @BeforeEach
  void open() throws Exception {
    pricing = new PriceHarness(REGISTRY, "nba");
  }

  @AfterEach
  void close() throws Exception {
    pricing.close();
  }

  @AfterAll
  static void stopRegistry() {
    REGISTRY.close();
  }

  @Test
  void staysWithTheVersionOfItsFirstEventWhateverTheLeagueTurnsTo() throws Exception {
    pricing.send(game.play(ActionType.PERIOD_START, 0, 0, 0), game.found());

    List<OutputRecord> out =
        pricing.send(game.play(ActionType.SCORE, 2, 0, 2), found(version(NEW, 20), null));

    assertThat(pricing.decision(out).getModelVersion()).isEqualTo(OLD);
    assertThat(pricing.updates(out)).extracting(OddsUpdate::getModelVersion).containsOnly(OLD);
  }

  @Test
  void changesToAPinnedVersionOnceTheReferenceCarriesIt() throws Exception {
    Lookups newer = found(version(NEW, 20), null);
    List<OddsUpdate> first =
        pricing.updates(pricing.send(game.play(ActionType.PERIOD_START, 0, 0, 0), game.found()));

    List<OutputRecord> early = pricing.send(game.command(CommandType.PIN_MODEL, NEW), game.found());
    List<OutputRecord> later = pricing.send(game.play(ActionType.FOUL, 0, 0, 0), newer);

    assertThat(pricing.decision(early).getModelVersion())
        .as("a cached reference without the version")
        .isEqualTo(OLD);
    assertThat(pricing.decision(later).getModelVersion()).isEqualTo(NEW);
    assertThat(pricing.updates(later))
        .isNotEmpty()
        .allSatisfy(
            update -> {
              assertThat(update.getModelVersion()).isEqualTo(NEW);
              assertThat(update.getSequence()).isEqualTo(2);
            });
    assertThat(later.get(0).headers()).contains(new OutputHeader(Headers.MODEL_VERSION, NEW));
    assertThat(keys(first)).as("the lines stay").containsAll(keys(pricing.updates(later)));
    assertThat(
            pricing
                .decision(pricing.send(game.play(ActionType.FOUL, 0, 0, 0), game.found()))
                .getModelVersion())
        .as("not back with an older reference")
        .isEqualTo(NEW);
  }

  @Test
  void changesNothingForAVersionThatNoReferenceCarries() throws Exception {
    pricing.send(game.play(ActionType.PERIOD_START, 0, 0, 0), game.found());
    pricing.send(game.command(CommandType.PIN_MODEL, "nba-2031.1"), game.found());

    List<OutputRecord> out =
        pricing.send(game.play(ActionType.SCORE, 2, 0, 2), found(version(NEW, 20), null));

    assertThat(pricing.decision(out).getModelVersion()).isEqualTo(OLD);
  }

  @Test
  void pricesTheShadowBesideWithSequencesOfItsOwn() throws Exception {
    Lookups shadowed = found(version(OLD, 11.7), version(NEW, 20));
    List<OutputRecord> alone;
    try (PriceHarness without = new PriceHarness(REGISTRY, "nba")) {
      alone = without.send(new SampleGame().play(ActionType.PERIOD_START, 0, 0, 0), game.found());
    }

    List<OutputRecord> out = pricing.send(game.play(ActionType.PERIOD_START, 0, 0, 0), shadowed);

    assertThat(pricing.updates(out)).as("untouched").isEqualTo(pricing.updates(alone));
    assertThat(pricing.decision(out)).isEqualTo(pricing.decision(alone));
    List<OddsUpdate> shadows = pricing.shadows(out);
    assertThat(shadows).hasSizeGreaterThan(5);
    assertThat(shadows).extracting(OddsUpdate::getModelVersion).containsOnly(NEW);
    assertThat(shadows).extracting(OddsUpdate::getSequence).containsOnly(1L);
    assertThat(probabilities(shadows)).isNotEqualTo(probabilities(pricing.updates(out)));

    // A trader's suspension moves both; a reference without a shadow leaves its sequences alone.
    pricing.send(game.play(ActionType.SCORE, 2, 0, 2), game.found());
    List<OutputRecord> suspended = pricing.send(game.command(CommandType.SUSPEND), shadowed);
    assertThat(pricing.shadows(suspended)).hasSameSizeAs(shadows);
    assertThat(pricing.shadows(suspended)).extracting(OddsUpdate::getSequence).containsOnly(2L);
    assertThat(pricing.shadows(suspended))
        .extracting(OddsUpdate::getStatus)
        .containsOnly(MarketStatus.SUSPENDED);
    assertThat(pricing.updates(suspended)).extracting(OddsUpdate::getSequence).contains(3L);
  }

  @Test
  void forgetsTheShadowOfAnArchivedGame() throws Exception {
    pricing.send(
        game.play(ActionType.PERIOD_START, 0, 0, 0), found(version(OLD, 11.7), version(NEW, 20)));
    assertThat(pricing.stateEntries()).isEqualTo(2);

    pricing.send(game.command(CommandType.ARCHIVE), null);

    assertThat(pricing.stateEntries()).isZero();
  }

  @Test
  void goesOnWhereAShadowFails() throws Exception {
    ModelVersion broken = new ModelVersion("nba-normal-margin", NEW, new Constants(Map.of()));

    List<OutputRecord> out =
        pricing.send(
            game.play(ActionType.PERIOD_START, 0, 0, 0), found(version(OLD, 11.7), broken));

    assertThat(pricing.updates(out)).isNotEmpty();
    assertThat(pricing.shadows(out)).isEmpty();
    assertThat(pricing.decision(out).getModelVersion()).isEqualTo(OLD);
  }

  private ModelVersion version(String version, double marginSd) {
    Map<String, List<Double>> constants =
        new HashMap<>(game.reference().model().constants().values());
    constants.put("margin_sd", List.of(marginSd));
    return new ModelVersion("nba-normal-margin", version, new Constants(constants));
  }

  private Lookups found(ModelVersion model, ModelVersion shadow) {
    GameReference known = game.reference();
    Lookups found = game.found();
    return new Lookups(
        found.referenceOutcome(),
        new GameReference(
            known.gameId(),
            known.league(),
            known.version(),
            known.scheduledDay(),
            known.home(),
            known.away(),
            known.prior(),
            known.playoff(),
            known.players(),
            model,
            shadow,
            known.config()),
        found.hotOutcome(),
        found.hot(),
        false);
  }

  private static List<String> keys(List<OddsUpdate> updates) {
    return updates.stream()
        .map(update -> update.getUpdateId().substring(0, update.getUpdateId().indexOf('#')))
        .toList();
  }

  private static List<Double> probabilities(List<OddsUpdate> updates) {
    return updates.stream()
        .flatMap(update -> update.getOutcomes().stream())
        .map(outcome -> outcome.getProbability())
        .toList();
  }
}
