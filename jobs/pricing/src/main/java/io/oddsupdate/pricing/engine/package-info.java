/** From a game's state to the market updates that are published. */
package io.oddsupdate.pricing.engine;
