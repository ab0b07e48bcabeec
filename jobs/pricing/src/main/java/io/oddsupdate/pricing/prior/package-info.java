/** From what the market quotes before the start to what a model has to believe of the teams. */
package io.oddsupdate.pricing.prior;
