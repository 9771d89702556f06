/**
 * The OASIS profile test cases: case files read into messages with placeholders, and the rules by which an answer is compared
 * with the one a case expects. Start at {@link io.lumenvault.kmip.conformance.CaseFile}. Knows no transport: a player sends
 * the requests and hands the answers in.
 */
package io.lumenvault.kmip.conformance;
