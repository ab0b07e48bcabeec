/** What the bookmakers together think of one market on one line. */
package io.oddsupdate.pricing.consensus;
