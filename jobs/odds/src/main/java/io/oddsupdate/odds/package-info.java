/** The odds job: decode, fold, enrich, price, publish. */
package io.oddsupdate.odds;
