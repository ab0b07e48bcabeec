/** Past games, read from files of public archives. */
package io.oddsupdate.quant.archive;
