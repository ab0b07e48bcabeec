/** {@code bin/odds price}: one JSON object a line in, one out. */
package io.oddsupdate.quant.price;
