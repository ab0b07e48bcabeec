/**
 * The HTTP transport: authenticates pushes, bounds what they may cost, answers. Knows no vendor.
 */
package io.oddsupdate.adapter.http;
