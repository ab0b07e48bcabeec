/**
 * NBA liveData play-by-play: a poller pushes a game's full list of actions, again and again, and
 * this package turns successive lists into additions, updates and deletions.
 */
package io.oddsupdate.adapter.vendor.nba;
