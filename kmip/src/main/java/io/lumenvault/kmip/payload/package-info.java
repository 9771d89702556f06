/**
 * One class an operation: its request, its response, their fields by version. Start at
 * {@link io.lumenvault.kmip.payload.Payloads}, which lists them. Knows no message header and no transport.
 */
package io.lumenvault.kmip.payload;
