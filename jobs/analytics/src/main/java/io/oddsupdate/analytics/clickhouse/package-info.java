/** Every update as a row of ClickHouse, and the table's schema. */
package io.oddsupdate.analytics.clickhouse;
