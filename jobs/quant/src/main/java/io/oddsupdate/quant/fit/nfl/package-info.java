/** Fits the constants of the NFL model. */
package io.oddsupdate.quant.fit.nfl;
