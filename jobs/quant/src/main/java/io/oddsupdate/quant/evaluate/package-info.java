/** How well forecasts came true. */
package io.oddsupdate.quant.evaluate;
