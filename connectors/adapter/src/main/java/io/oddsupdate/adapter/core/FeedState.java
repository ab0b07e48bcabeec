package io.oddsupdate.adapter.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the log says of a feed's games, as far as it is committed; confined to the feed's owner. */
final class FeedState {
  private final Map<String, GameImage> images = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final RememberedAnswers answers;

  FeedState(RememberedAnswers answers) {
    this.answers = answers;
  }

  RememberedAnswers answers() {
    return answers;
  }

  GameImage image(Mappings.Game game, String vendorGameId) {
    GameImage known = images.get(game.gameId());
    return known == null ? GameImage.empty(game.gameId(), vendorGameId) : known;
  }

  List<GameImage> images() {
    return new ArrayList<>(images.values());
  }

  boolean closed(String gameId) {
    return closed.contains(gameId);
  }

  void put(GameImage image) {
    images.put(image.gameId(), image);
  }

  /**
   * Drops the images of games that ended, or were archived, and had no record for a while. Only
   * their ids stay, so that a vendor that resends an old game cannot add it to the log again.
   */
  void close(long olderThanMs) {
    for (GameImage image : images()) {
      if (!image.open() && image.newestAtMs() < olderThanMs) {
        images.remove(image.gameId());
        closed.add(image.gameId());
      }
    }
  }

  /** When the log last heard of an open game, epoch ms, or 0 if none is open. */
  long newestOfOpenGamesMs() {
    return images.values().stream()
        .filter(GameImage::open)
        .mapToLong(GameImage::newestAtMs)
        .max()
        .orElse(0);
  }

  long openGames() {
    return images.values().stream().filter(GameImage::open).count();
  }
}
