/** Markets, their lines, statuses, prices and results, in UOF's words. */
package io.oddsupdate.pricing.market;
