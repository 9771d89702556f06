package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Settings;
import io.lumenvault.qkd.ingest.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a key source. Relative file names are relative to the configuration file.
 *
 * @param kind what the module speaks
 * @param master whether this end says which key is which block; the other end is the slave
 * @param link link identifier
 * @param module name of this end, as in its certificate for the key manager
 * @param keyManager base URL of the key manager
 * @param identity certificate, key and authority for the key manager and for the other end
 * @param source base URL of the module's interface
 * @param sourceIdentity certificate, key and authority for the module
 * @param peer where the slave listens and the master connects
 * @param peerName common name in the other end's certificate
 * @param remote how the module calls the other end: an SAE ID (014), a URI (004)
 * @param local how it calls this end (004 alone)
 * @param listen where the module pushes to (004 alone)
 * @param moduleName common name in the module's certificate (004 alone)
 * @param blockBytes bytes of a block
 * @param qber error rate that the maker states or the officer has measured, 0 to 1
 * @param epsilon security parameter that the maker states for a block, 0 to 1
 * @param state folder of this end alone
 * @param blocksHeld blocks that may wait for the key manager
 * @param silence how long module or other end may be silent before that is an alarm
 */
record SourceConfig(Kind kind, boolean master, String link, String module, URI keyManager, TlsIdentity identity, URI source,
                    TlsIdentity sourceIdentity, InetSocketAddress peer, String peerName, String remote, String local,
                    InetSocketAddress listen, String moduleName, int blockBytes, double qber, double epsilon, Path state,
                    int blocksHeld, Duration silence) {

    private static final int FEWEST_BYTES = 64;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_HELD = 1000;
    private static final int MOST_SILENT_SECONDS = 86_400;

    /** What a module speaks. */
    enum Kind {
        ETSI_014("etsi014", "ETSI GS QKD 014"),
        ETSI_004_PUSH("etsi004-push", "ETSI GS QKD 004, push mode");

        private final String setting;
        private final String text;

        Kind(String setting, String text) {
            this.setting = setting;
            this.text = text;
        }

        /** As blocks and people name it. */
        String text() {
            return text;
        }

        static Kind of(String setting) {
            for (Kind kind : values()) {
                if (kind.setting.equals(setting)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("'source' is '" + setting + "'; it must be etsi014 or etsi004-push");
        }
    }

    /** Whose certificate, key and authority. */
    private static TlsIdentity identity(Settings settings, String whose) {
        return new TlsIdentity(settings.path(whose + ".certificate"), settings.path(whose + ".key"), settings.path(whose + ".ca"));
    }

    static SourceConfig read(Path file) throws IOException {
        Settings settings = new Settings(file);
        Kind kind = Kind.of(settings.text("source"));
        boolean pushed = kind == Kind.ETSI_004_PUSH;
        SourceConfig config = new SourceConfig(kind, master(settings.text("role")), settings.text("link"), settings.text("module"),
                settings.uri("key_manager.url"), identity(settings, "key_manager"),
                settings.uri("source.url"), identity(settings, "source"), settings.address("peer"),
                settings.text("peer.name"), settings.text("source.remote"), pushed ? settings.text("source.local") : null,
                pushed ? settings.address("source.listen") : null, pushed ? settings.text("source.name") : null,
                settings.integer("block_bytes", 1 << 14), settings.number("qber"), settings.number("epsilon"),
                settings.path("state"), settings.integer("blocks_held", 4), Duration.ofSeconds(settings.integer("silence_seconds", 30)));
        settings.refuseUnknown();
        require(config.blockBytes >= FEWEST_BYTES && config.blockBytes <= MOST_BYTES, "block_bytes", config.blockBytes,
                FEWEST_BYTES + " to " + MOST_BYTES);
        require(config.blocksHeld >= 1 && config.blocksHeld <= MOST_HELD, "blocks_held", config.blocksHeld, "1 to " + MOST_HELD);
        require(config.qber >= 0 && config.qber <= 1, "qber", config.qber, "0 to 1");
        require(config.epsilon >= 0 && config.epsilon <= 1, "epsilon", config.epsilon, "0 to 1");
        require(config.silence.toSeconds() >= 1 && config.silence.toSeconds() <= MOST_SILENT_SECONDS, "silence_seconds", config.silence.toSeconds(),
                "1 to " + MOST_SILENT_SECONDS);
        require("https".equals(config.source.getScheme()), "source.url", config.source, "a URL with https");
        return config;
    }

    private static boolean master(String role) {
        return switch (role) {
            case "master" -> true;
            case "slave" -> false;
            default -> throw new IllegalArgumentException("'role' is '" + role + "'; it must be master or slave");
        };
    }

    private static void require(boolean right, String key, Object value, String allowed) {
        if (!right) {
            throw new IllegalArgumentException("'" + key + "' is " + value + "; allowed is " + allowed);
        }
    }
}
