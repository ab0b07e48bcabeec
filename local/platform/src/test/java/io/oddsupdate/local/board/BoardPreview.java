package io.oddsupdate.local.board;

import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Serves the board with made-up games, to look at the page without the platform. */
public final class BoardPreview {
  private static final Map<String, String> TEAMS =
      Map.of(
          "GSW",
          "Golden State Warriors",
          "BKN",
          "Brooklyn Nets",
          "LAC",
          "LA Clippers",
          "LAL",
          "Los Angeles Lakers",
          "BOS",
          "Boston Celtics",
          "MIL",
          "Milwaukee Bucks",
          "DEN",
          "Denver Nuggets",
          "SAC",
          "Sacramento Kings");
  private static final List<String> PLAYERS =
      List.of(
          "S. Curry",
          "K. Durant",
          "K. Irving",
          "A. Wiggins",
          "J. Harris",
          "C. LeVert",
          "K. Oubre Jr.",
          "D. Jordan",
          "J. Wiseman",
          "E. Paschall",
          "J. Allen",
          "S. Dinwiddie",
          "B. Wanamaker",
          "T. Prince",
          "D. Lee",
          "L. Shamet",
          "J. Green",
          "K. Bazemore");

  private final Random random = new Random(7);
  private final BoardImage image = new BoardImage(names());
  private final List<PublicOddsUpdate> markets = new ArrayList<>();
  private final AtomicLong sequence = new AtomicLong(1);

  private BoardPreview() {}

  public static void main(String[] args) throws Exception {
    BoardPreview preview = new BoardPreview();
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    boolean red = args.length > 1 && args[1].equals("red");
    for (String game :
        List.of(
            "nba-20201222-gsw-bkn",
            "nba-20201222-lac-lal",
            "nba-20201223-bos-mil",
            "nba-20201223-den-sac")) {
      preview.open(game);
    }
    preview.finish("nba-20201223-den-sac");
    try (BoardServer server = BoardServer.start(port, preview.image, () -> preview.hops(red))) {
      while (true) {
        preview.move();
        Thread.sleep(120);
      }
    }
  }

  private void open(String game) {
    publish(SampleUpdates.active(game, 219, "", null, 1, 0.58));
    for (int step = -2; step <= 2; step++) {
      publish(
          SampleUpdates.active(game, 223, "hcp=" + (-3.5 + 2 * step), null, 1, 0.5 + 0.09 * step));
      publish(
          SampleUpdates.active(
              game, 225, "total=" + (225.5 + 4 * step), null, 1, 0.5 - 0.1 * step));
    }
    publish(SampleUpdates.active(game, 227, "total=114.5", null, 1, 0.51));
    publish(SampleUpdates.active(game, 228, "total=111.5", null, 1, 0.49));
    for (int player = 0; player < PLAYERS.size(); player++) {
      publish(
          SampleUpdates.active(
              game, 768, "total=" + (6.5 + 2 * (player % 11)), "nba-" + (1000 + player), 1, 0.5));
    }
    image.apply(game, new GameScore("LIVE", 3, "REG", 252, 71, 78));
  }

  private void finish(String game) {
    image.apply(game, new GameScore("ENDED", 5, "OT", 0, 122, 124));
    for (PublicOddsUpdate update : List.copyOf(markets)) {
      if (update.getGameId().equals(game)) {
        image.apply(SampleUpdates.settled(update, 1_000_000, random.nextBoolean()));
        markets.remove(update);
      }
    }
  }

  private void publish(PublicOddsUpdate update) {
    markets.add(update);
    image.apply(update);
  }

  private void move() {
    long now = sequence.incrementAndGet();
    if (now % 4 == 0) {
      image.apply(
          "nba-20201222-gsw-bkn",
          new GameScore(
              "LIVE",
              3,
              "REG",
              Math.max(0, 252 - now * 0.7),
              71 + (int) now / 20,
              78 + (int) now / 25));
    }
    for (int i = 0; i < 6; i++) {
      PublicOddsUpdate market = markets.get(random.nextInt(markets.size()));
      boolean review = market.getGameId().equals("nba-20201222-lac-lal");
      boolean decided = market.getMarket().getSpecifiers().equals("total=217.5");
      boolean injured = "nba-1004".equals(market.getPlayerId());
      PublicOddsUpdate moved =
          SampleUpdates.active(
              market.getGameId(),
              market.getMarket().getId(),
              market.getMarket().getSpecifiers(),
              market.getPlayerId(),
              now,
              0.35 + random.nextDouble() * 0.3);
      image.apply(
          review
              ? SampleUpdates.with(moved, now, PublicMarketStatus.SUSPENDED, "review")
              : decided
                  ? SampleUpdates.with(moved, now, PublicMarketStatus.DEACTIVATED, "result")
                  : injured
                      ? SampleUpdates.with(moved, now, PublicMarketStatus.SUSPENDED, "unavailable")
                      : moved);
    }
    if (now == 3) {
      for (PublicOddsUpdate market : markets) {
        if (market.getGameId().equals("nba-20201222-lac-lal")) {
          image.apply(SampleUpdates.with(market, 2, PublicMarketStatus.SUSPENDED, "review"));
        }
      }
    }
  }

  private List<HopStatus> hops(boolean red) {
    long n = sequence.get();
    return List.of(
        new HopStatus("vendor", 41 * n, -1, true, ""),
        new HopStatus(
            "adapter", 40 * n, 0, !red, red ? "killed by SIGKILL, restarting (attempt 2)" : ""),
        new HopStatus("raw", 40 * n, 0, true, ""),
        new HopStatus("odds job", 39 * n, 12, true, ""),
        new HopStatus("internal", 231 * n, 0, true, ""),
        new HopStatus("mirror", 230 * n, red ? 4_211 : 8, true, ""),
        new HopStatus("edge", 230 * n, 3, true, ""),
        new HopStatus("analytics", 226 * n, 411, true, ""),
        new HopStatus("ClickHouse", 226 * n, 411, true, ""),
        new HopStatus("Parquet", 220 * n, 822, true, ""),
        new HopStatus("Postgres", 152, 0, true, ""));
  }

  private static Names names() {
    return new Names() {
      @Override
      public Optional<Teams> teams(String gameId) {
        String[] parts = gameId.split("-", -1);
        String home = parts[3].toUpperCase(java.util.Locale.ROOT);
        String away = parts[2].toUpperCase(java.util.Locale.ROOT);
        return Optional.of(new Teams(home, TEAMS.get(home), away, TEAMS.get(away)));
      }

      @Override
      public Optional<String> player(String playerId) {
        return Optional.of(PLAYERS.get(Integer.parseInt(playerId.substring(4)) - 1000));
      }
    };
  }
}
