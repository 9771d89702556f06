package io.lumenvault.server.kmip;

import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import java.time.Duration;

/**
 * What connections may take.
 *
 * @param handshake longest time for the TLS handshake
 * @param idle longest silence between messages
 * @param message longest time for the rest of a message once its first byte has come, and for sending an answer
 * @param messageBytes longest message, in bytes
 * @param memoryBytes what the long messages of all connections together may hold, in bytes
 * @param connections most connections at a time
 * @param connectionsPerPrincipal most of them of one principal
 */
record Limits(Duration handshake, Duration idle, Duration message, int messageBytes, int memoryBytes, int connections,
        int connectionsPerPrincipal) {

    Limits {
        if (memoryBytes < messageBytes) {
            throw new IllegalArgumentException("memory of " + memoryBytes + " bytes for messages is less than one message of "
                    + messageBytes);
        }
    }

    /** The longest message of a principal. One that may use no objects has nothing long to say: it only asks what there is. */
    int messageBytes(Principal principal) {
        return principal.may(Permission.OBJECT_USE) ? messageBytes : Math.min(messageBytes, MessageMemory.FREE);
    }

    /** What the long answers of all connections together may hold: as much as the requests, and room for the largest object in any encoding. */
    int answerBytes() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(memoryBytes, 8L * messageBytes));
    }

    /** How long a message waits for memory: half its time, so that a refusal can still be answered and memory be used. */
    Duration patience() {
        return message.dividedBy(2);
    }
}
