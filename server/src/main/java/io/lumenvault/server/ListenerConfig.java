package io.lumenvault.server;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The listeners of a site. */
public interface ListenerConfig {

    /** The HTTPS listener: ETSI GS QKD 014, KMIP, ingest, peer link, console. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8443")
        int port();
    }

    /** The KMIP listener. What it says of messages is true of KMIP by HTTPS too. */
    interface Kmip {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("5696")
        int port();

        /** Most connections at a time. */
        @WithDefault("4096")
        int connections();

        /** Most connections at a time of one principal. */
        @WithDefault("1024")
        int connectionsPerPrincipal();

        /** Longest message, in bytes. */
        @WithDefault("1048576")
        int messageBytes();

        /**
         * What messages longer than 16 KiB may hold together over all connections, in bytes, and their answers as much again; an eighth of
         * the usual heap.
         */
        @WithDefault("67108864")
        int memoryBytes();

        /** Largest batch. */
        @WithDefault("1000")
        int batchItems();

        /** Longest time for a TLS handshake, in seconds. */
        @WithDefault("10")
        int handshakeSeconds();

        /** Whether the draft of KMIP 3.0 is served; its numbers may change with the next draft. */
        @WithDefault("false")
        boolean preview();

        /** Whether the operation Interop is served, for test cases; not for production (KMIP 2.1 section 6.1.26). */
        @WithDefault("false")
        boolean interop();

        /** Whether Create makes 3DES keys, for old clients (disallowed for protection by NIST SP 800-131A Rev. 2 since 2024). */
        @WithDefault("false")
        boolean tripleDes();

        /**
         * Files with the passwords by which principals of the configuration file may log in beside a client certificate, by the
         * principal's name; each readable by its owner alone.
         */
        Map<String, Path> passwordFiles();

        /** The authority that issues the certificates of Certify and Re-certify; without it there are no such operations. */
        Optional<CertificationAuthority> certificationAuthority();

        /**
         * The authority that signs clients' requests at Re-Provision, one that the node trusts for client certificates; without it, clients
         * bring the certificate.
         */
        Optional<CertificationAuthority> clientAuthority();

        /** Longest silence between two messages, in seconds. */
        @WithDefault("300")
        int idleSeconds();

        /** Longest time for the rest of a message once it has begun, in seconds. */
        @WithDefault("30")
        int messageSeconds();

        /**
         * How far the Time Stamp of a request may be from this node's clock, either way, an ISO 8601 duration; without it, any is taken.
         */
        Optional<Duration> clockSkew();
    }

    /** A certification authority, whose certificate and private key are managed objects of this node. */
    interface CertificationAuthority {
        /** Unique Identifier of its certificate, which links to its private key. */
        UUID certificate();

        /** The principal that owns both. */
        String owner();

        /**
         * How long certificates are good for where the request does not say, an ISO 8601 duration; 90 days without it. (A default here
         * would make the whole optional group required.)
         */
        Optional<Duration> validity();
    }

    /** The HTTPS listener of the console alone, where a bearer token can stand in for the client certificate. */
    interface Console {
        @WithDefault("127.0.0.1")
        String host();

        /** Its port; without one there is no such listener. */
        OptionalInt port();

        /** Most connections at a time. */
        @WithDefault("1024")
        int connections();
    }
}
