/** The board: one page that shows what partners read, as it happens, and the health of the flow. */
package io.oddsupdate.local.board;
