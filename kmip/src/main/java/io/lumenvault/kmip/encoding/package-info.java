/**
 * The encodings beside TTLV: XML and JSON as the KMIP profiles define them (HTTPS, XML and JSON profiles), and an indented
 * tree for people. All three carry exactly what TTLV carries, so each goes to TTLV and back without a difference. Text cannot
 * be wiped: where key material must not linger, TTLV is the encoding to use. Of messages it knows
 * the header alone, for the version whose names are written; it knows no transport.
 */
package io.lumenvault.kmip.encoding;
