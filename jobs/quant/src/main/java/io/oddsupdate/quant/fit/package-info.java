/** Constants of the leagues' models, fitted to past games. */
package io.oddsupdate.quant.fit;
