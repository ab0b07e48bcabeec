package io.oddsupdate.pricing.player;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Side;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts so far, and what form and the share of the game that is left let expect. */
public final class PlayerCounts implements PlayerOutlook {
  private final GameState state;
  private final Outlook outlook;
  private final Constants constants;
  private final Map<String, Player> players = new HashMap<>();
  private final Map<String, PlayerHot> hot;
  private final boolean anyTakenOff;
  private final Map<PlayerStat, StatConstants> varies = new EnumMap<>(PlayerStat.class);

  /**
   * @param outlook null where the model cannot tell; then only what is certain is known
   * @param constants of the model version; may be null with {@code outlook}
   * @param hot by player id
   */
  public PlayerCounts(
      GameState state,
      Outlook outlook,
      Constants constants,
      List<Player> players,
      Map<String, PlayerHot> hot) {
    this.state = state;
    this.outlook = outlook;
    this.constants = constants;
    players.forEach(player -> this.players.put(player.playerId(), player));
    this.hot = hot;
    this.anyTakenOff = state.anyTakenOff();
  }

  @Override
  public Optional<Chances> chances(String playerId, PlayerStat stat) {
    int counted = state.tally(stat, playerId);
    if (state.over()) {
      return Optional.of(Chances.certain(counted));
    }
    Player player = players.get(playerId);
    PlayerHot form = hot.get(playerId);
    if (outlook == null || player == null || form == null || player.expected(stat) == null) {
      return Optional.empty();
    }
    double left = outlook.shareLeft(stat == PlayerStat.STRIKEOUTS ? other(player) : player.side());
    if (left == 0 || (anyTakenOff && state.tally(PlayerStat.TAKEN_OFF, playerId) > 0)) {
      return Optional.of(Chances.certain(counted));
    }
    StatConstants constantsOfStat =
        varies.computeIfAbsent(stat, of -> StatConstants.of(constants, of));
    return Optional.of(
        PlayerRate.rest(counted, player.expected(stat) * form.form(), left, constantsOfStat));
  }

  /** A pitcher's turns are those of the other team's batters. */
  private static Side other(Player player) {
    return player.side() == Side.HOME ? Side.AWAY : Side.HOME;
  }
}
