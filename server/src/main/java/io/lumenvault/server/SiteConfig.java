package io.lumenvault.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of one site: the {@code lumenvault.*} properties of its file. */
@ConfigMapping(prefix = "lumenvault")
public interface SiteConfig {

    /** The KME ID of this site. */
    String site();

    /** Folder for the server's own files. */
    Path state();

    ListenerConfig.Http http();

    ListenerConfig.Kmip kmip();

    Tls tls();

    Hsm hsm();

    Custody custody();

    Database database();

    AccessConfig access();

    AuditConfig audit();

    /** Roles by principal name; a principal that is not here has no rights. */
    Map<String, List<String>> principals();

    /** Group (tenant) by principal or SAE name, for those that do not belong to the node itself. */
    Map<String, String> groups();

    /** The HTTPS listener for people without a client certificate. */
    ListenerConfig.Console console();

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

        /**
         * For which objects, by the conditions of a policy's selector: object-type, algorithm, owner, tenant, origin-link and
         * storage-class; without any, for all.
         */
        Map<String, List<String>> match();

        /** And with which labels: values by attribute. */
        Map<String, List<String>> labels();

        /** The principals that may. */
        Optional<List<String>> of();

        /** Or whose holders may: officer, or node-officer. */
        Optional<String> group();

        /** How long an approval is good for, an ISO 8601 duration. */
        @WithDefault("PT24H")
        String ttl();
    }

    /** PEM files of this site's own certificate and key, and of the CA that it trusts. */
    interface Tls {
        Path certificate();

        Path key();

        Path ca();

        /** Hybrid post-quantum key exchange, X25519 with ML-KEM-768: off, preferred or required, where the TLS of this Java has it. */
        @WithDefault("off")
        String hybridKeyExchange();
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

        /** Storage class of AES keys that a principal makes, external, translate or internal, by principal name; external for all others. */
        Map<String, String> storageClass();
    }

    /** PostgreSQL. */
    interface Database {
        String url();

        String user();

        Path passwordFile();

        /** The role that owns the tables and migrates them; without it, {@code user} does. */
        Optional<String> ownerUser();

        Optional<Path> ownerPasswordFile();

        /** Where whoever supervises an embedded PostgreSQL says what it has seen; given by the launcher. */
        Optional<Path> statusFile();
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

        /** Those of the pairs' local principals whose clients are sent (KMIP Put) the keys that their counterparts draw. */
        Optional<List<String>> kmipPut();
    }
}
