/** From the raw log to a game's state: decode, fold. */
package io.oddsupdate.odds.ingest;
