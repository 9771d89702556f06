package io.lumenvault.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.faults.Ledger.Direction;
import io.lumenvault.faults.Ledger.DrawnKey;
import io.lumenvault.faults.Ledger.KmipObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.net.ConnectException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers of both sites who never tire: what fails because a site is gone, they try again a little later. */
final class Load implements AutoCloseable {

    private static final int KEY_BYTES = 32;
    private static final int KEYS_A_REQUEST = 4;
    /** So many keys are left waiting for their slaves, so that there are some at every kill; and no more wait than can be fetched soon. */
    private static final int LEFT_WAITING = 40;
    private static final int MOST_WAITING = 120;
    private static final long PAUSE_MILLIS = 50;
    /** Between two requests of one caller, so that a site that starts gets its share of a small machine. */
    private static final long BREATH_MILLIS = 15;
    private static final long BLOCK_MILLIS = 30;
    private static final int NOT_FOUND = 400;
    private static final int OK = 200;

    private final RunningSites sites;
    private final Ledger ledger;
    private final BlockFeed feed;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong attempts = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    /** Held while the callers rest. */
    private final Semaphore resting = new Semaphore(1);
    private volatile boolean stopped;
    private volatile int leftWaiting = LEFT_WAITING;
    private volatile int mostWaiting = MOST_WAITING;

    Load(RunningSites sites, Ledger ledger, BlockFeed feed) {
        this.sites = sites;
        this.ledger = ledger;
        this.feed = feed;
    }

    private interface Step {
        /** One request. @return whether the site served it */
        boolean once() throws IOException, InterruptedException;
    }

    private interface Caller {
        Step step() throws IOException;
    }

    void start() {
        run("blocks", this::pushBlocks);
        for (Site site : sites.both()) {
            run("register-" + site.id(), () -> register(site));
            run("create-" + site.id(), () -> create(site));
        }
        for (Direction direction : Direction.values()) {
            for (int i = 0; i < 2; i++) {
                run("draw-" + direction + i, () -> draw(direction));
                run("fetch-" + direction + i, () -> fetch(direction));
            }
        }
    }

    private void run(String name, Caller caller) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                Step step = caller.step();
                while (!stopped) {
                    resting.acquire();
                    resting.release();
                    attempts.incrementAndGet();
                    Thread.sleep(step.once() ? BREATH_MILLIS : PAUSE_MILLIS);
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                ledger.violation(name + " ended: " + failure);
            }
        }));
    }

    /** Requests made so far, whatever became of them. */
    long attempts() {
        return attempts.get();
    }

    /** The callers send nothing new until {@link #resume}. */
    void pause() throws InterruptedException {
        resting.acquire();
    }

    void resume() {
        resting.release();
    }

    /** From now on no key is drawn and none is left waiting. */
    void drain() {
        mostWaiting = -1;
        leftWaiting = 0;
    }

    private Step pushBlocks() {
        return () -> {
            feed.pushNext(ledger);
            Thread.sleep(BLOCK_MILLIS);
            return true;
        };
    }

    private Step register(Site site) throws IOException {
        KmipClient client = sites.kmip(site);
        return () -> kmip(() -> {
            byte[] material = new byte[KEY_BYTES];
            random.nextBytes(material);
            String identifier = client.register(new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, material.clone(),
                    CryptographicAlgorithm.AES, KEY_BYTES * Byte.SIZE)), usage());
            ledger.stored(site.id(), new KmipObject(identifier, material, "Register"));
        });
    }

    private Step create(Site site) throws IOException {
        KmipClient client = sites.kmip(site);
        return () -> kmip(() -> {
            String identifier = client.create(ObjectType.SYMMETRIC_KEY,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, KEY_BYTES * Byte.SIZE), usage());
            ledger.stored(site.id(), new KmipObject(identifier, materialOrNull(client, identifier), "Create"));
        });
    }

    /** The site may be killed between Create and Get: then the identifier alone is known. */
    private static byte[] materialOrNull(KmipClient client, String identifier) {
        try {
            return client.get(identifier).keyBlock().material().orElseThrow();
        } catch (IOException | KmipException _) {
            return null;
        }
    }

    private static Attribute usage() {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                CryptographicUsageMask.ENCRYPT.code() | CryptographicUsageMask.DECRYPT.code());
    }

    private interface KmipCall {
        void run() throws IOException;
    }

    private static boolean kmip(KmipCall call) {
        try {
            call.run();
            return true;
        } catch (IOException | KmipException _) {
            return false;
        }
    }

    private Step draw(Direction direction) throws IOException {
        HttpsCaller master = sites.https(site(direction.masterSite), direction.master);
        String path = "/api/v1/keys/" + direction.slave + "/enc_keys?size=256&number=" + KEYS_A_REQUEST;
        return () -> {
            if (ledger.waiting(direction).size() > mostWaiting) {
                return false;
            }
            try {
                HttpsCaller.Answer answer = master.get(path);
                if (answer.status() != OK) {
                    return false;
                }
                for (JsonNode key : answer.json().path("keys")) {
                    ledger.drew(new DrawnKey(key.path("key_ID").asText(), key.path("key").asText(), direction));
                }
                return true;
            } catch (IOException _) {
                return false;
            }
        };
    }

    private Step fetch(Direction direction) throws IOException {
        HttpsCaller slave = sites.https(site(direction.slaveSite), direction.slave);
        return () -> {
            if (ledger.waiting(direction).size() <= leftWaiting) {
                return false;
            }
            DrawnKey key = ledger.waiting(direction).poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return key == null || fetch(slave, key);
        };
    }

    private boolean fetch(HttpsCaller slave, DrawnKey key) throws InterruptedException {
        try {
            // Not by GET, which the client would send again by itself: of two requests we would only see how the second one ended.
            HttpsCaller.Answer answer = slave.postJson("/api/v1/keys/" + key.direction().master + "/dec_keys",
                    "{\"key_IDs\":[{\"key_ID\":\"" + key.identifier() + "\"}]}");
            switch (answer.status()) {
                case OK -> ledger.fetched(key, answer.json().path("keys").path(0).path("key").asText());
                case NOT_FOUND -> ledger.missing(key, answer.text());
                default -> {
                    ledger.notYet(key);
                    return false;
                }
            }
            return true;
        } catch (ConnectException _) {
            ledger.notYet(key);
            return false;
        } catch (IOException _) {
            ledger.uncertain(key);
            return false;
        }
    }

    private Site site(String id) {
        return id.equals("A") ? sites.a() : sites.b();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        resting.release();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
