/** How fast: measured, never asserted. */
package io.oddsupdate.bench;
