/** Starts, watches and restarts the processes of the platform on one machine. */
package io.oddsupdate.local.platform;
