package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** ETSI GS QKD 014 enc_keys, 64 keys of 256 bits a request, with both sites and their databases on this machine. */
@Command(name = "qkd014", description = "ETSI GS QKD 014 enc_keys at site A, 64 keys of 256 bits a request, 8 connections.")
public final class Qkd014Bench implements Callable<Integer> {

    private static final int CONNECTIONS = 8;
    private static final int KEYS = 64;
    private static final int BLOCK_BYTES = 512 * 1024;
    /** Twice what a run at 40,000 keys a second would take. */
    private static final int KEY_BYTES_PER_SECOND = 2 * 40_000 * 32;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.startBoth();
            fill(bench);
            ClosedLoop.Outcome requests = ClosedLoop.run(CONNECTIONS, options.serverWarmUp(), options.measured(), () -> client(bench));
            Ceilings ceilings = Ceilings.measure(bench, CONNECTIONS, options);
            Measurement keys = Measurement.rate("qkd014.keys64", requests).scaled(KEYS, "keys/s")
                    .against(ceilings.opened() * KEYS);
            options.report(ceilings.with(List.of(keys)));
        }
        return 0;
    }

    private void fill(BenchSites bench) throws IOException, InterruptedException {
        double seconds = options.serverWarmUp().plus(options.measured()).toSeconds();
        int blocks = (int) Math.ceil(seconds * KEY_BYTES_PER_SECOND / BLOCK_BYTES);
        try (LinkFeed feed = new LinkFeed(bench)) {
            for (int i = 0; i < blocks; i++) {
                feed.push(BLOCK_BYTES);
            }
        }
    }

    private static ClosedLoop.Worker client(BenchSites bench) throws IOException {
        SSLContext tls = bench.tls("sae-a");
        HttpClient http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                bench.sites().a().url() + "/api/v1/keys/sae-b/enc_keys?number=" + KEYS + "&size=256")).GET().build();
        return new ClosedLoop.Worker() {
            @Override
            public void once() throws IOException, InterruptedException {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200) {
                    throw new CommandFailure("enc_keys answered " + answer.statusCode() + ": " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }

            @Override
            public void close() {
                http.close();
            }
        };
    }
}
