/**
 * The attributes of a managed object between the protocol and the store: which have a column, which are encoded, which can be
 * searched, and what a client may do with them. The rules themselves are the table of the KMIP library. Knows no operation, no
 * message and no key material.
 */
package io.lumenvault.server.kmip.attribute;
