/** Every update as a row of Parquet files on S3. */
package io.oddsupdate.analytics.parquet;
