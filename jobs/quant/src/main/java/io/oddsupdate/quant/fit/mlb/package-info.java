/** Fits the constants of the MLB model. */
package io.oddsupdate.quant.fit.mlb;
