/** Fits the constants of the NBA model. */
package io.oddsupdate.quant.fit.nba;
