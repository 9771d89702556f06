/**
 * The client: typed, synchronous, over mutual TLS, one connection that is kept, and others that are handed over to the server. Start at
 * {@link io.lumenvault.kmip.client.KmipClient}.
 */
package io.lumenvault.kmip.client;
