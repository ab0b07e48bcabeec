/** Baseball: the half innings that are left, run by run. */
package io.oddsupdate.pricing.model.mlb;
