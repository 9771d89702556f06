/**
 * What every module, simulated or foreign, has in common: settings, state, log, and the {@link io.lumenvault.qkd.ingest.Delivery} of
 * its {@link io.lumenvault.qkd.ingest.KeyBlock}s to the key manager, pushed over mutual TLS until they are taken. Knows nothing of
 * how the key came about.
 */
package io.lumenvault.qkd.ingest;
