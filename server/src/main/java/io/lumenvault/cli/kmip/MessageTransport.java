package io.lumenvault.cli.kmip;

/** How a message goes to a server. */
public enum MessageTransport {
    /** TTLV on the KMIP port. */
    TLS,
    /** TTLV in an HTTPS POST. */
    HTTPS,
    /** XML in an HTTPS POST. */
    XML,
    /** JSON in an HTTPS POST. */
    JSON
}
