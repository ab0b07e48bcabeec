/**
 * How a job starts: on which file systems, from which checkpoint of an earlier run, and with which
 * exit code its process ends.
 */
package io.oddsupdate.start;
