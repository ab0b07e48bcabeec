/** Who plays: registers games, teams and players before a feed speaks of them. */
package io.oddsupdate.local.reference;
