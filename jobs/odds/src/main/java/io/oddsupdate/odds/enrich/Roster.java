package io.oddsupdate.odds.enrich;

import java.util.List;

/**
 * Whose hot state is asked for.
 *
 * @param playerIds sorted
 */
record Roster(String league, List<String> playerIds) {}
