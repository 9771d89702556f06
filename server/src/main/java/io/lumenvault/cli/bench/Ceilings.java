package io.lumenvault.cli.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The bare parts, each measured alone in the same run.
 *
 * @param tlsEcho round trips a second of 300 bytes over mutual TLS
 * @param hsmOpen openings a second of 300-byte records in the HSM
 * @param hsmSeal sealings a second
 * @param postgresInsert rows a second, one commit each
 */
record Ceilings(double tlsEcho, double hsmOpen, double hsmSeal, double postgresInsert) {

    static Ceilings measure(BenchSites bench, int connections, BenchOptions options) throws Exception {
        List<Measurement> hsm = bench.hsm(connections, options);
        return new Ceilings(bench.tlsEcho(connections, options), hsm.get(0).value(), hsm.get(1).value(),
                bench.postgresInsert(connections, options));
    }

    /** The rate of an answer that takes a round trip, an opening and a commit, one after the other on shared processors. */
    double opened() {
        return composed(tlsEcho, hsmOpen, postgresInsert);
    }

    /** The rate of an answer that takes a round trip, a sealing and a commit. */
    double sealed() {
        return composed(tlsEcho, hsmSeal, postgresInsert);
    }

    /** The figures with those of the bare parts behind them. */
    List<Measurement> with(List<Measurement> figures) {
        List<Measurement> all = new ArrayList<>(figures);
        all.add(Measurement.of("ceiling.tls_echo", tlsEcho, "1/s", 0));
        all.add(Measurement.of("ceiling.hsm_open", hsmOpen, "1/s", 0));
        all.add(Measurement.of("ceiling.hsm_seal", hsmSeal, "1/s", 0));
        all.add(Measurement.of("ceiling.postgres_insert", postgresInsert, "1/s", 0));
        return all;
    }

    /** Each part takes its own time on the same processors, so the times add. */
    private static double composed(double... rates) {
        double seconds = 0;
        for (double rate : rates) {
            seconds += 1 / rate;
        }
        return 1 / seconds;
    }
}
