/** The pricing library for quants: questions and answers on the command line. */
package io.oddsupdate.quant;
