package io.lumenvault.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration of one site: the {@code lumenvault.*} properties of its file. */
@ConfigMapping(prefix = "lumenvault")
public interface SiteConfig {

    /** The KME ID of this site. */
    String site();

    /** Folder for the server's own files. */
    Path state();

    Http http();

    Kmip kmip();

    Tls tls();

    Hsm hsm();

    Custody custody();

    Database database();

    Access access();

    Audit audit();

    /** Roles by principal name; a principal that is not here has no rights. */
    Map<String, List<String>> principals();

    /** Group (tenant) by principal or SAE name, for those that do not belong to the node itself. */
    Map<String, String> groups();

    /** The HTTPS listener for people without a client certificate. */
    Console console();

    /** Site (KME ID) by SAE ID, for the SAEs of both ends. */
    Map<String, String> saes();

    /** QKD links by their identifier. */
    Map<String, Link> links();

    /**
     * What needs the approval of others here, whatever the policy says, by operation: destroy, export, rotate-master-key, policy-change,
     * role-grant. Where any is named, the last two need what the strictest of them needs, unless they have a rule of their own.
     */
    Map<String, Approval> approvals();

    /** M of N. */
    interface Approval {

        /** How many must approve. */
        int approve();

        /** The principals that may. */
        Optional<List<String>> of();

        /** Or the role whose holders may. */
        Optional<String> group();

        /** How long an approval is good for, an ISO 8601 duration. */
        @WithDefault("PT24H")
        String ttl();
    }

    /** A collector of syslog over TLS (RFC 5425). */
    interface Syslog {

        /** Its name or address, which its certificate must have; without it, nothing is forwarded. */
        Optional<String> host();

        @WithDefault("6514")
        int port();

        /** Private enterprise number in the name of the structured data; the default is the one for examples (RFC 5612). */
        @WithDefault("32473")
        int enterpriseNumber();

        /** What is sent again after a reconnection, in bytes: more than the buffers of both ends hold. */
        @WithDefault("8388608")
        long resendBytes();

        /** Entries waiting to be sent above which the status shows an alarm. */
        @WithDefault("10000")
        long lagAlarm();
    }

    /** Who a caller is. */
    interface Access {

        /** Fields of a client certificate that may hold its principal's name, the first one that is there is taken: uri, cn, serial. */
        @WithDefault("uri,cn")
        List<String> certificateNames();

        /** Rules that make a principal's name from a client certificate, in place of {@link #certificateNames}. */
        Optional<List<Rule>> rules();

        /** The identity provider whose bearer tokens the console's routes take. */
        Optional<Oidc> oidc();
    }

    /** A rule for certificates: the first that applies is taken. */
    interface Rule {

        /** The issuer's distinguished name (RFC 2253), or none for every trusted one. */
        Optional<String> issuer();

        /** The field that is looked at: uri, cn, serial. */
        String field();

        /** A regular expression for the field's whole value. */
        @WithDefault("(.+)")
        String pattern();

        /** The principal's name; {@code $1} is the pattern's first group. */
        @WithDefault("$1")
        String principal();
    }

    /** An OpenID Connect identity provider. */
    interface Oidc {

        /** Its issuer identifier, an https URL. */
        URI issuer();

        /** What a token's {@code aud} has to name. */
        String audience();

        /** PEM file of the CA that its TLS certificate is from, where Java does not trust it anyway. */
        Optional<Path> ca();

        /** The claim that holds the principal's name (preferred_username); its users must not be able to choose it. */
        Optional<String> nameClaim();

        /** The claim that lists roles, a path with dots (realm_access.roles, as Keycloak has it). */
        Optional<String> rolesClaim();

        /** Role by what that claim says. */
        Map<String, String> roles();

        /** The claim that holds the principal's group; without it all belong to the node. */
        Optional<String> groupClaim();
    }

    /** The HTTPS listener of the console alone, where a bearer token can stand in for the client certificate. */
    interface Console {
        @WithDefault("127.0.0.1")
        String host();

        /** Its port; without one there is no such listener. */
        OptionalInt port();
    }

    /** The HTTPS listener: ETSI GS QKD 014, ingest, peer link, console. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8443")
        int port();
    }

    /** The KMIP listener. */
    interface Kmip {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("5696")
        int port();

        /** Most connections at a time. */
        @WithDefault("4096")
        int connections();

        /** Longest message, in bytes. */
        @WithDefault("1048576")
        int messageBytes();

        /** What messages longer than 16 KiB may hold together over all connections, in bytes; an eighth of the usual heap. */
        @WithDefault("67108864")
        int memoryBytes();

        /** Largest batch. */
        @WithDefault("1000")
        int batchItems();

        /** Longest time for a TLS handshake, in seconds. */
        @WithDefault("10")
        int handshakeSeconds();

        /** Longest silence between two messages, in seconds. */
        @WithDefault("300")
        int idleSeconds();

        /** Longest time for the rest of a message once it has begun, in seconds. */
        @WithDefault("30")
        int messageSeconds();
    }

    /** PEM files of this site's own certificate and key, and of the CA that it trusts. */
    interface Tls {
        Path certificate();

        Path key();

        Path ca();
    }

    /** The PKCS#11 token, and others that hold the same master keys. */
    interface Hsm extends Token {
        /** The PKCS#11 library. */
        Path library();

        /** What the library wants to be initialised with, for example {@code configdir='sql:/folder'} for NSS softoken. */
        Optional<String> libraryParameters();

        /** Sessions in use at once, in each token. */
        @WithDefault("4")
        int sessions();

        /** The longest that a request waits for the HSM, in milliseconds. */
        @WithDefault("5000")
        int deadlineMillis();

        /** More tokens, by any name: calls are spread over all, and one may be lost. */
        Map<String, Replica> replicas();
    }

    /** Which token, and where its PIN is; never the PIN itself. */
    interface Token {
        /** The token's label. */
        String token();

        Optional<Path> pinFile();

        /** Name of an environment variable that holds the PIN. */
        Optional<String> pinVariable();

        /** Name of a systemd credential that holds the PIN. */
        Optional<String> pinCredential();
    }

    /** One more token. */
    interface Replica extends Token {
        /** Its PKCS#11 library; that of the first token where there is none. */
        Optional<Path> library();

        /** What that library wants to be initialised with; only beside {@code library}. */
        Optional<String> libraryParameters();
    }

    /** Seals under the master key. */
    interface Custody {

        /** Seals after which the master key is rotated by itself: 1,024 to 2^30, a quarter of what NIST SP 800-38D allows. */
        @WithDefault("1073741824")
        long rotateAtSeals();

        /** The most rows sealed anew in a second after a rotation. */
        @WithDefault("5000")
        long resealRowsPerSecond();

        /** Storage class of AES keys that a principal makes, external or internal, by principal name; external for all others. */
        Map<String, String> storageClass();
    }

    /** The audit log beyond the database. */
    interface Audit {

        /** The collector that entries are forwarded to. */
        Syslog syslog();

        /** Witnesses of the log's heads, by names of ours. */
        Map<String, Witness> witnesses();

        /** Shortest time between two heads that are offered to witnesses, in seconds. */
        @WithDefault("10")
        int witnessSeconds();

        /** Whole months whose entries stay in the database; older ones are moved into signed archives. Without it, all stay. */
        Optional<Integer> keepMonths();

        /** Shortest time between two heads that are written into the HSM token, in seconds: tokens wear. */
        @WithDefault("60")
        int tokenSeconds();

        /** Who cosigns the log's heads on another machine. */
        interface Witness {

            /** Where it takes checkpoints (C2SP tlog-witness: submission prefix). */
            String url();

            /** Its key as it prints it, {@code name+keyid+base64}. */
            String key();
        }
    }

    /** PostgreSQL. */
    interface Database {
        String url();

        String user();

        Path passwordFile();

        /** The role that owns the tables and migrates them; without it, {@code user} does. */
        Optional<String> ownerUser();

        Optional<Path> ownerPasswordFile();
    }

    /** A QKD link, seen from this end. */
    interface Link {
        /** KME ID of the other end. */
        String peerSite();

        /** Base URL of the other end. */
        String peerUrl();

        /** Name of the other end's principal. */
        String peerPrincipal();

        /** Name of the QKD module that may push blocks. */
        String module();

        /** Key in store, in MiB, above which the module is asked to wait. */
        @WithDefault("256")
        int poolMebibytes();

        /** The group (tenant) that it belongs to; without one, all groups share it. */
        Optional<String> group();

        /** Pairs {@code local:remote} of principals that may draw this link's keys as KMIP objects. */
        Optional<List<String>> kmipPairs();
    }
}
