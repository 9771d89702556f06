/**
 * The client: typed, synchronous, over mutual TLS, one connection that is kept. Start at
 * {@link io.lumenvault.kmip.client.KmipClient}.
 */
package io.lumenvault.kmip.client;
