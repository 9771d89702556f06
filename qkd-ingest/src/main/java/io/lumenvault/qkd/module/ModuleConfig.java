package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.ingest.Settings;
import io.lumenvault.qkd.ingest.TlsIdentity;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLoss;
import io.lumenvault.qkd.synchronisation.FreeClock;
import io.lumenvault.qkd.synchronisation.SyncChannel;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * The settings of a module. Relative file names are relative to the configuration file. Alice owns the fibre, Bob the
 * detectors; both may stand in both files. Of a source of entangled pairs, which sends light to both, the settings of the
 * detectors are both modules' and stand alike in both files.
 *
 * @param alice whether the role is alice (else bob)
 * @param module module identifier
 * @param parameters what both ends must set alike
 * @param classical address of the classical channel: Alice listens there, Bob connects
 * @param quantum address of the quantum channel, likewise
 * @param preSharedSecret file that starts the authentication pool
 * @param state folder of this module alone
 * @param fibre loss of the quantum channel
 * @param detector Bob's receiver; of entangled pairs, that of either end
 * @param clock Bob's clock and how he sees the synchronisation channel
 * @param eavesdropping what is done on the fibre, reread while running
 * @param keyManager base URL of the key manager
 * @param identity certificate, key and authority for the key manager
 * @param blocksHeld finished blocks that may wait for the key manager before the light stops
 */
record ModuleConfig(boolean alice, String module, LinkParameters parameters, InetSocketAddress classical,
                    InetSocketAddress quantum, Path preSharedSecret, Path state, FibreLoss fibre,
                    DetectorParameters detector, BobsClock clock, Eavesdropping eavesdropping, URI keyManager, TlsIdentity identity,
                    int blocksHeld) {
    /**
     * Somebody on the fibre.
     *
     * @param intercepted fraction of the pulses that are intercepted and resent
     * @param tapped fraction of the light that is diverted; looked at where nothing is intercepted
     */
    record Eavesdropping(double intercepted, double tapped) {
        Eavesdropping {
            require("eve.intercept_fraction", intercepted);
            require("eve.tap_fraction", tapped);
        }

        private static void require(String setting, double fraction) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("'" + setting + "' is " + fraction + "; allowed is 0 to 1");
            }
        }
    }

    /**
     * Bob's clock, free running, and his end of the synchronisation channel.
     *
     * @param jitterPs standard deviation of a time tag in ps
     * @param seen share of the pulses of the pattern that he sees
     */
    record BobsClock(FreeClock clock, double jitterPs, double seen) {
        SyncChannel channel(long seed) {
            return new SyncChannel(Synchroniser.PATTERN, clock, jitterPs * 1e-12, seen, seed);
        }
    }

    static ModuleConfig read(Path file) throws IOException {
        Settings settings = new Settings(file);
        boolean alice = switch (settings.text("role")) {
            case "alice" -> true;
            case "bob" -> false;
            default -> throw new IllegalArgumentException(file + ": 'role' is '" + settings.text("role")
                    + "'; it must be alice or bob");
        };
        DetectorParameters detector = detector(settings);
        ModuleConfig config = new ModuleConfig(alice, settings.text("module"), LinkSettings.read(settings, detector),
                settings.address("classical"), settings.address("quantum"), settings.path("pre_shared_secret"),
                settings.path("state"), fibre(settings), detector, clock(settings), eavesdropping(settings),
                URI.create(settings.text("key_manager.url")), new TlsIdentity(settings.path("key_manager.certificate"),
                settings.path("key_manager.key"), settings.path("key_manager.ca")), settings.integer("blocks_held", 4));
        settings.refuseUnknown();
        if (config.blocksHeld < 1 || config.blocksHeld > 1000) {
            throw new IllegalArgumentException(file + ": 'blocks_held' is " + config.blocksHeld + "; allowed is 1 to 1000");
        }
        return config;
    }

    /** The settings that may change while the module runs. */
    static Eavesdropping rereadEavesdropping(Path file) throws IOException {
        return eavesdropping(new Settings(file));
    }

    private static Eavesdropping eavesdropping(Settings settings) {
        return new Eavesdropping(settings.number("eve.intercept_fraction", 0), settings.number("eve.tap_fraction", 0));
    }

    private static FibreLoss fibre(Settings settings) {
        return new FibreLoss(settings.number("length_km", 50), settings.number("attenuation_db_per_km", 0.2),
                settings.integer("splices", 0), settings.number("splice_loss_db", 0.1),
                settings.integer("connectors", 0), settings.number("connector_loss_db", 0.3));
    }

    private static DetectorParameters detector(Settings settings) {
        return new DetectorParameters(settings.number("receiver_transmittance", 1),
                settings.number("detector_efficiency", 0.1), settings.number("dark_count_probability", 6e-7),
                settings.number("misalignment", 0.005), settings.number("dead_time_ns", 20),
                settings.number("afterpulse_probability", 0.01), settings.number("afterpulse_mean_ns", 50));
    }

    private static BobsClock clock(Settings settings) {
        return new BobsClock(new FreeClock(settings.number("clock_offset_us", 245) * 1e-6, settings.number("clock_drift_ppm", 2.5) * 1e-6,
                settings.number("clock_wander_ppb", 20) * 1e-9, settings.number("clock_wander_s", 600)),
                settings.number("sync_jitter_ps", 40), settings.number("sync_seen", 0.9));
    }
}
