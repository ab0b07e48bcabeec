/**
 * The proof: reads every hop back, derives from the raw log and the decisions what each must hold,
 * and compares record by record. Also tampers with one record on request, to prove the proof.
 */
package io.oddsupdate.local.proof;
