/** A league's version and the one that prices beside it, compared. */
package io.oddsupdate.local.shadow;
