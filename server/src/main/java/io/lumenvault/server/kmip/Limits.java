package io.lumenvault.server.kmip;

import java.time.Duration;

/**
 * What one connection may take.
 *
 * @param handshake longest time for the TLS handshake
 * @param idle longest silence between messages
 * @param message longest time for the rest of a message once its first byte has come, and for sending an answer
 * @param messageBytes longest message, in bytes
 * @param connections most connections at a time
 */
record Limits(Duration handshake, Duration idle, Duration message, int messageBytes, int connections) {}
