/** The command line: {@code bin/odds}. */
package io.oddsupdate.local.cli;
