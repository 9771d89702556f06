/**
 * Server-to-client operations (KMIP 1.4 section 5, KMIP 2.1 section 6.2), over connections that clients have opened and handed over by Set
 * Endpoint Role. What waits for a principal is in the database ({@link io.lumenvault.server.vault.Notifications}); here it is asked what
 * the client serves, and sent: one message at a time, in order, forgotten when the client has answered with success. One that is not
 * answered so is tried again, by whichever node and connection, and given up in the end ({@link
 * io.lumenvault.server.kmip.delivery.Attempts}).
 *
 * <p>Each connection has its virtual thread, as before, and a second one that reads answers, so that a client that goes away is noticed
 * while there is nothing to send. Both live by the deadlines of the connection, and hold no more than one message.
 *
 * <p>Start at {@link io.lumenvault.server.kmip.delivery.Deliveries}.
 */
package io.lumenvault.server.kmip.delivery;
