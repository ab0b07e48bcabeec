/** How the odds job starts: from which checkpoint, and in which epoch. */
package io.oddsupdate.odds.start;
