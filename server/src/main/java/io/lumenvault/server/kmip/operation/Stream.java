package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that comes in parts, between two of them.
 *
 * @param principal whose it is
 * @param operation what is done with it
 * @param object the key, or null for a digest
 * @param work the operation as far as it has come
 * @param expires when it is given up
 */
record Stream(String principal, Operation operation, UUID object, MessageOperation work, Instant expires) {
}
