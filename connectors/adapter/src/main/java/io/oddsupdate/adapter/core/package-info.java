/**
 * What every feed shares: the image of each game, the one owner of a feed, the transaction that
 * carries a push into the raw log, and the start that rebuilds from that log. Knows no vendor and
 * no transport.
 */
package io.oddsupdate.adapter.core;
