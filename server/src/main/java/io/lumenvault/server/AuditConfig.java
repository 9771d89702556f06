package io.lumenvault.server;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** The audit log beyond the database. */
public interface AuditConfig {

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
}
