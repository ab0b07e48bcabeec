/**
 * The backing servers of the local platform, each a process with a main class of its own: restarted
 * on the same folder it has the same data, it listens on the loopback address only, and it ends,
 * with everything that it started, when its parent does.
 */
package io.oddsupdate.local.servers;
