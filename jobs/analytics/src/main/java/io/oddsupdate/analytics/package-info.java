/** The archive's job: every internal update into ClickHouse, the lake and {@code odds_current}. */
package io.oddsupdate.analytics;
