/** Fits the constants of the EPL model. */
package io.oddsupdate.quant.fit.epl;
