/** What the job writes: updates, decisions, dead letters, in one transaction. */
package io.oddsupdate.odds.publish;
