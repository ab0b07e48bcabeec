/** From a game's state and its enrichment to odds updates. */
package io.oddsupdate.odds.price;
