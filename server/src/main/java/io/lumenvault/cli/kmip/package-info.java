/**
 * The commands {@code kmip decode} and {@code kmip encode}, for people: from TTLV to an indented tree, XML or JSON and back, without
 * any site; and {@code conformance kmip}, which plays published test cases against a fresh site or a running one, over any transport.
 */
package io.lumenvault.cli.kmip;
