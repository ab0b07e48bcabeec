/** What people do with feeds and games from the command line. */
package io.oddsupdate.adapter.cli;
