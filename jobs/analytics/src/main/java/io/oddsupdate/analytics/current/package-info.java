/** The latest update of every market in Postgres. */
package io.oddsupdate.analytics.current;
