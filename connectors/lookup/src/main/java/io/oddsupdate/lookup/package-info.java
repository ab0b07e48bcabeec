/**
 * Asynchronous Redis and Postgres lookups with a deadline, a bulkhead, a cache and a classifier.
 */
package io.oddsupdate.lookup;
