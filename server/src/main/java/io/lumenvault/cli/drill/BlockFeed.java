package io.lumenvault.cli.drill;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.qkd.ingest.KeyBlock;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjLongConsumer;

/** Pushes the same blocks to both sites, as the modules of Alice and Bob would. What a block holds follows from its number. */
public final class BlockFeed {

    /** Length of a block. */
    public static final int BYTES = 8192;
    private static final int FURTHEST_AHEAD = 20;
    private static final int CREATED = 201;
    private static final int REPEATED = 200;
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final DrillSites sites;
    private final ObjLongConsumer<Site> accepted;
    private final Map<Site, HttpsCaller> modules = new LinkedHashMap<>();
    private final long seed = new java.security.SecureRandom().nextLong();
    private final Map<Site, Long> next = new LinkedHashMap<>();

    /** Blocks of the link between two sites, from number 0. */
    public BlockFeed(DrillSites sites) throws IOException {
        this(sites, (_, _) -> {});
    }

    /** @param accepted told of each block that a site has acknowledged */
    BlockFeed(DrillSites sites, ObjLongConsumer<Site> accepted) throws IOException {
        this.sites = sites;
        this.accepted = accepted;
        for (Site site : sites.both()) {
            modules.put(site, sites.https(site, sites.module(site)));
            next.put(site, 0L);
        }
    }

    /** Pushes to each site the next block that it has not acknowledged; neither gets far ahead of the other. */
    public void pushNext() throws InterruptedException {
        long first = Collections.min(next.values());
        for (Site site : sites.both()) {
            if (next.get(site) < first + FURTHEST_AHEAD) {
                pushNext(site);
            }
        }
    }

    /** Pushes to the site that is behind until both hold the same blocks. */
    void level() throws InterruptedException {
        long last = Collections.max(next.values());
        for (Site site : sites.both()) {
            for (int attempt = 0; next.get(site) < last; attempt++) {
                if (attempt >= 10 * FURTHEST_AHEAD) {
                    throw new CommandFailure("site " + site.id() + " takes no block");
                }
                pushNext(site);
            }
        }
    }

    private void pushNext(Site site) throws InterruptedException {
        long sequence = next.get(site);
        int status = push(site, sequence);
        if (status == CREATED || status == REPEATED) {
            accepted.accept(site, sequence);
            next.put(site, sequence + 1);
        }
    }

    /** Pushes a block. @return the HTTP status, 0 where the site did not answer */
    public int push(Site site, long sequence) throws InterruptedException {
        return push(site, sequence, content(sequence));
    }

    /** The same with other content. */
    public int push(Site site, long sequence, byte[] content) throws InterruptedException {
        KeyBlock block = new KeyBlock(DrillSites.LINK, sites.module(site), sequence, content, 0.02, 1e6, 1e-9, TIME, "decoy-bb84", 0L, BYTES * 8L);
        try {
            return modules.get(site).post("/ingest/v1/links/" + DrillSites.LINK + "/blocks", "application/vnd.lumenvault.key-block", block.toBytes()).status();
        } catch (IOException _) {
            return 0;
        }
    }

    private byte[] content(long sequence) {
        byte[] content = new byte[BYTES];
        new Random(seed ^ sequence).nextBytes(content);
        return content;
    }
}
