package io.oddsupdate.local.proof;

import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.Optional;

/** The immutable versions that decisions name. */
interface Knowledge {
  /** The game's reference document in that version, as Postgres holds it. */
  Optional<GameReference> reference(String gameId, long version);

  /** Whether a start of the odds job was given this epoch. */
  boolean startedWith(long epoch);

  /** The player's hot state in that version, as Redis holds it. */
  Optional<PlayerHot> hot(String league, String playerId, long version);
}
