/**
 * A witness of audit logs: a small program for an auditor's machine or a second site that speaks C2SP {@code tlog-witness}. For each log
 * it keeps the last head that it has seen, and cosigns a new one only when a consistency proof shows that it extends that one. So a log
 * that is rewritten or split cannot get cosignatures for both versions. It knows the log formats of {@link io.lumenvault.tlog} and the JDK,
 * and nothing of the server.
 *
 * <p>Start at {@link io.lumenvault.witness.WitnessServer}; {@link io.lumenvault.witness.Witness} decides.
 */
package io.lumenvault.witness;
