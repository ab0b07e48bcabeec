/**
 * Plays the vendor: takes games from a recording or from the simulator and pushes them to the
 * adapter at their own pace, times a factor, and keeps a ledger of what the adapter acknowledged.
 */
package io.oddsupdate.local.feed;
