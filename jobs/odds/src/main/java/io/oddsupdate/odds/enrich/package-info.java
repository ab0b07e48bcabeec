/** What Postgres and Redis know about a game and its players. */
package io.oddsupdate.odds.enrich;
