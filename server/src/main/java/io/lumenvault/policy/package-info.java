/**
 * The policy document: what it may say, how it is read, and what exactly is wrong where it cannot be. Officers write it in YAML or
 * JSON (which is a subset of YAML); it is checked strictly: an unknown field, a second one of the same name or a value outside what
 * is allowed is a fault with its line, column and field path, and one fault keeps the whole document out.
 *
 * <p>A document holds rules for keys (cryptoperiods of NIST SP 800-57 Part 1 Rev. 5 section 5.3, activation, deactivation, rotation,
 * retention, operations, algorithms, storage, quotas), rules for QKD links, and approvals, of all objects or of those that a rule
 * names. Rules have no order: all that match an object apply to it, and of several limits the most restrictive one wins.
 *
 * <p>Knows the names of KMIP and nothing of the server: the command line checks a document with it offline, the room
 * {@code lifecycle} decides with it. Start at {@link io.lumenvault.policy.PolicyDocument}.
 */
package io.lumenvault.policy;
