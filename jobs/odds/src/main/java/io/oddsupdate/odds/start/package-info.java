/** How the job starts: from which checkpoint, in which epoch, on which file systems. */
package io.oddsupdate.odds.start;
