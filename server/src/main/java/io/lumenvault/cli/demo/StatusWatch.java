package io.lumenvault.cli.demo;

import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Asks both sites how they are, as the auditor. */
final class StatusWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 250;

    private final JsonClient a;
    private final JsonClient b;

    StatusWatch(TwoSites demo) throws IOException {
        this.a = client(demo, demo.a());
        this.b = client(demo, demo.b());
    }

    private static JsonClient client(TwoSites demo, Site site) throws IOException {
        return new JsonClient(site.url(), demo.participants().credential("auditor"), demo.participants().authority());
    }

    /** Both ends at one moment. */
    record Both(SiteStatus a, SiteStatus b) {

        /** The key that both ends have, in bits. */
        long common() {
            return Math.min(a.link().availableBits(), b.link().availableBits());
        }
    }

    Both read() throws IOException {
        return new Both(SiteStatus.of(a.document("/console/v1/status", Map.of())), SiteStatus.of(b.document("/console/v1/status", Map.of())));
    }

    /** Waits until both ends have at least so many bits; false when they do not within {@code limit}. */
    boolean awaitKey(long bits, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (read().common() < bits) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
