/** A game's events and the state that they fold into. */
package io.oddsupdate.pricing.game;
