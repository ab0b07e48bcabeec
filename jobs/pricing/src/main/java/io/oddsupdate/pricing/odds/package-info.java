/** Prices: taking a bookmaker's margin out, putting one on, and how a price is written. */
package io.oddsupdate.pricing.odds;
