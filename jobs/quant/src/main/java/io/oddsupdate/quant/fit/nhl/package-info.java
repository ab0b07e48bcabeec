/** Fits the constants of the NHL model. */
package io.oddsupdate.quant.fit.nhl;
