/**
 * The KMIP endpoint: listener, connections, message rules and batches. It translates between the protocol and the vault door, and
 * does nothing else with keys. Operations are in {@link io.lumenvault.server.kmip.operation}, attributes in
 * {@link io.lumenvault.server.kmip.attribute}, what the server itself sends in {@link io.lumenvault.server.kmip.delivery}. Start at
 * {@link io.lumenvault.server.kmip.MessageService}.
 */
package io.lumenvault.server.kmip;
