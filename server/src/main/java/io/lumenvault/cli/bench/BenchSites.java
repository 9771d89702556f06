package io.lumenvault.cli.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Real sites to measure, with a state folder of their own beside the demo's, and the bare ceilings of their parts. */
final class BenchSites implements AutoCloseable {

    private final TwoSites sites;

    private BenchSites(TwoSites sites) {
        this.sites = sites;
    }

    /** Sites that are not started yet. */
    static BenchSites open() throws IOException {
        // Figures are of new sites, not of what earlier runs have left.
        return new BenchSites(TwoSites.openEmpty(StateFolder.path().resolve("bench"), JavaCommand.launched(), SoftHsm.library(),
                Ports.unusual()));
    }

    TwoSites sites() {
        return sites;
    }

    /** The TLS identity of a participant. */
    SSLContext tls(String participant) throws IOException {
        return MutualTls.context(sites.participants().credential(participant), sites.participants().authority());
    }

    /** Round trips a second of 300 bytes over mutual TLS and nothing else. */
    double tlsEcho(int connections, BenchOptions options) throws Exception {
        try (TlsEcho echo = new TlsEcho(tls("site-a"))) {
            return ClosedLoop.run(connections, options.warmUp(), options.measured(), echo::client).perSecond();
        }
    }

    /** Rows a second inserted and committed one at a time, and nothing else. */
    double postgresInsert(int connections, BenchOptions options) throws Exception {
        PostgresInsert insert = new PostgresInsert(sites.a().database());
        return ClosedLoop.run(connections, options.warmUp(), options.measured(), insert::client).perSecond();
    }

    /** Openings and sealings a second in site A's token, and nothing else. */
    List<Measurement> hsm(int workers, BenchOptions options) throws IOException {
        return new ObjectMapper().readValue(hsmProgram(HsmLoop.class.getName(), workers, options), new TypeReference<List<Measurement>>() {});
    }

    /** The same through the server's custody, each held against the token through the JDK's own provider in the same process. */
    List<Measurement> custody(int workers, BenchOptions options) throws IOException {
        List<Measurement> measured = new ArrayList<>();
        for (JsonNode rates : new ObjectMapper().readTree(hsmProgram("io.lumenvault.server.custody.rate.SealingRate", workers, options))) {
            measured.add(Measurement.of("custody." + rates.path("operation").asText(), rates.path("custody").asDouble(), "1/s",
                    rates.path("samples").asLong()).against(rates.path("bare").asDouble()));
        }
        return measured;
    }

    /** What a program prints that is run in a process of its own beside site A's token. */
    private byte[] hsmProgram(String mainClass, int workers, BenchOptions options) throws IOException {
        Site site = sites.a();
        ProcessBuilder command = new ProcessBuilder(site.hsmCommand(mainClass,
                List.of(Integer.toString(workers), Long.toString(options.measured().toSeconds()))));
        command.environment().putAll(site.hsmEnvironment());
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.getInputStream()) {
            byte[] json = output.readAllBytes();
            if (process.waitFor() != 0) {
                throw new CommandFailure("the HSM could not be measured");
            }
            return json;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        } finally {
            process.destroy();
        }
    }

    /** Starts both sites, without modules: the benches push key themselves. */
    void startBoth() throws IOException {
        sites.a().start();
        sites.b().start();
    }

    @Override
    public void close() throws IOException {
        sites.close();
    }
}
