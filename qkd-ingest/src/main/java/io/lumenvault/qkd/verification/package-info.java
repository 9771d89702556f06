/**
 * Verification: after reconciliation both ends hash each frame with a fresh random member of a two-universal family
 * and compare. States the correctness parameter; what it discloses is counted by the caller.
 */
package io.lumenvault.qkd.verification;
