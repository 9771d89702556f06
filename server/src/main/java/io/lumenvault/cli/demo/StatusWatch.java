package io.lumenvault.cli.demo;

import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Asks both sites how they are, as the auditor. */
final class StatusWatch implements AutoCloseable {

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

    /** Empty while a site does not answer: it may be busy, or being restarted. */
    Optional<Both> read() {
        try {
            return Optional.of(new Both(SiteStatus.of(a.document("/console/v1/status", Map.of())),
                    SiteStatus.of(b.document("/console/v1/status", Map.of()))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
