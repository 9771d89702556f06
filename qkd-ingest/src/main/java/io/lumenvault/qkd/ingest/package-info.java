/**
 * Delivery of key to the key manager: the {@link io.lumenvault.qkd.ingest.KeyBlock} and the client that pushes it over
 * mutual TLS until it is taken. Knows nothing of how the key came about.
 */
package io.lumenvault.qkd.ingest;
