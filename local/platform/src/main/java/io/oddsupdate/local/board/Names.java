package io.oddsupdate.local.board;

import java.util.Optional;

/** What people call the things whose ids the updates carry. */
public interface Names {
  /** No name is known: the board shows ids. */
  Names NONE =
      new Names() {
        @Override
        public Optional<Teams> teams(String gameId) {
          return Optional.empty();
        }

        @Override
        public Optional<String> player(String playerId) {
          return Optional.empty();
        }
      };

  Optional<Teams> teams(String gameId);

  Optional<String> player(String playerId);

  /** The two teams of a game. */
  record Teams(String homeTricode, String homeName, String awayTricode, String awayName) {}
}
