package io.lumenvault.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures how fast a site seals its objects anew after a rotation of the master key, with nothing else to do. */
final class Reseal {

    private static final String PATH = "/console/v1/master-keys";
    private static final int CONNECTIONS = 8;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String UNLIMITED = "1000000";

    private Reseal() {}

    /** Lets a site's re-sealing go as fast as it can, from the site's next start on. */
    static void unlimited(BenchSites bench) {
        bench.sites().a().setting("custody.reseal-rows-per-second", UNLIMITED);
    }

    /** Makes objects at site A, which is running, rotates once to warm up and once to measure. */
    static Measurement measure(BenchSites bench, int objects) throws IOException, InterruptedException {
        create(bench, objects);
        try (JsonClient officer = new JsonClient(bench.sites().a().url(), bench.sites().participants().credential("officer"),
                bench.sites().participants().authority())) {
            rotate(officer);
            long before = officer.document(PATH, Map.of()).path("resealed").asLong();
            double seconds = rotate(officer);
            long rows = officer.document(PATH, Map.of()).path("resealed").asLong() - before;
            return Measurement.of("custody.reseal", rows / seconds, "1/s", rows);
        }
    }

    /** @return the time until nothing was sealed under the old generation any more, in seconds */
    private static double rotate(JsonClient officer) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int active = officer.posted(PATH + "/rotate", JsonNodeFactory.instance.objectNode()).path("generation").asInt();
        while (System.nanoTime() - begun < LIMIT.toNanos()) {
            for (JsonNode one : officer.document(PATH, Map.of()).path("generations")) {
                if (one.path("generation").asInt() == active - 1 && one.path("resealed").isTextual()) {
                    return (System.nanoTime() - begun) / 1e9;
                }
            }
            Thread.sleep(POLL);
        }
        throw new CommandFailure("not everything was sealed anew within " + LIMIT.toMinutes() + " minutes");
    }

    private static void create(BenchSites bench, int objects) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < CONNECTIONS; lane++) {
                int number = objects / CONNECTIONS;
                lanes.add(threads.submit(() -> {
                    createSome(bench, number);
                    return null;
                }));
            }
            for (Future<Void> lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            throw new CommandFailure("the objects could not be made: " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    private static void createSome(BenchSites bench, int number) throws IOException {
        try (KmipClient client = KmipClient.builder("127.0.0.1", bench.sites().a().kmipPort(), bench.tls("kmip-client-a")).build()) {
            for (int i = 0; i < number; i++) {
                client.create(ObjectType.SYMMETRIC_KEY,
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                                KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT)));
            }
        }
    }
}
