/**
 * Servers that somebody else runs: whether the platform can use them, and what they hold already.
 */
package io.oddsupdate.local.existing;
