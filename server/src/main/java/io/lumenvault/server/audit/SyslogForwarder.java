package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.ForwardRepository;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.db.audit.TreeRepository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * Forwards entries to a collector, in the order of their leaves and at least once. The log in the database decides: forwarding runs behind
 * it, keeps a page of entries in memory and holds nobody up.
 *
 * <p>Syslog has no acknowledgement, and what was written to a socket may be lost in the buffers of either end when the collector dies. So
 * an entry counts as arrived only when so many bytes as no buffers hold have been written behind it on the same connection; after every
 * reconnection, and after a restart of this node, all entries from there on are sent again. The collector drops doubles by the event
 * identifier.
 *
 * <p>Of several nodes of a database one forwards at a time, by a lease of some seconds in the database. When it dies, or cannot reach the
 * collector, another one goes on from where arrival is sure.
 */
public final class SyslogForwarder {

    private static final Logger LOG = Logger.getLogger(SyslogForwarder.class);
    private static final int PAGE = 500;
    private static final int LEASE_SECONDS = 5;
    private static final long RENEW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ForwardRepository cursor = new ForwardRepository();
    private final TreeRepository tree = new TreeRepository();
    private final LogPages pages = new LogPages();
    private final Database database;
    private final SSLContext tls;
    private final Target target;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final AtomicLong sent = new AtomicLong();
    private final Deque<Mark> unconfirmed = new ArrayDeque<>();

    private volatile Instant failingSince;
    private volatile SyslogConnection connection;
    private long written;
    private Duration pause = FIRST_PAUSE;
    private Duration wait = Duration.ZERO;
    /** Of the monotonic clock: a wall clock that is set back must not hold forwarding up. */
    private long failedAt;
    /** When the lease was last prolonged. */
    private long heldAt;
    private volatile boolean forwarding;
    private long bodiless;

    /** Where bytes of a page end: entries before {@code next} are in the first {@code written} bytes of the connection. */
    private record Mark(long next, long written) {}

    /**
     * A collector.
     *
     * @param host its name or address, which its certificate must have
     * @param port its TLS port
     * @param site HOSTNAME of the messages
     * @param enterprise private enterprise number in the name of the structured data
     * @param windowBytes what is sent again after a reconnection: more than the buffers of both ends hold
     */
    public record Target(String host, int port, String site, int enterprise, long windowBytes) {

        public Target {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(site, "site");
            if (port < 1 || port > 65_535 || windowBytes < 0) {
                throw new IllegalArgumentException("port " + port + " must be 1 to 65535, the window of " + windowBytes + " bytes not below 0");
            }
        }

        /** Host and port: as which the log keeps how far it was forwarded. */
        public String name() {
            return host + ":" + port;
        }
    }

    /** @param tls with this node's certificate and the authority of the collector's */
    public SyslogForwarder(Database database, SSLContext tls, Target target, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.tls = Objects.requireNonNull(tls, "tls");
        this.target = Objects.requireNonNull(target, "target");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * How forwarding stands.
     *
     * @param target host and port of the collector
     * @param failingSince since when there is no connection, or null; null too while another node forwards
     * @param waiting entries that have not been sent; while another node forwards, that may not have arrived
     */
    public record Status(String target, Instant failingSince, long waiting) {}

    /** How it stands now. */
    public Status status() {
        long next = forwarding ? sent.get() : database.transaction(session -> cursor.next(session, target.name()));
        long size = database.transaction(tree::state).size();
        return new Status(target.name(), failingSince, Math.max(0, size - next));
    }

    /** Sends what is waiting, unless another node does; where there is no connection, tries at growing intervals. */
    public void step() {
        if (connection == null && failingSince != null && System.nanoTime() - failedAt < wait.toNanos()) {
            return;
        }
        try {
            if (!hold()) {
                return;
            }
            if (connection == null) {
                connect();
            }
            connection.requireAlive();
            while (sendPage()) {
                confirm();
                if (!hold()) {
                    return;
                }
            }
            confirm();
            warnOfBodiless();
        } catch (IOException failed) {
            disconnected(failed);
        }
    }

    /** @return whether this node forwards; else what it began is over */
    private boolean hold() {
        long now = System.nanoTime();
        if (forwarding && now - heldAt < RENEW_NANOS) {
            return true;
        }
        forwarding = database.transaction(session -> cursor.hold(session, target.name(), holder, LEASE_SECONDS));
        heldAt = now;
        if (!forwarding) {
            close();
            failingSince = null;
        }
        return forwarding;
    }

    private void release() {
        forwarding = false;
        database.transaction(session -> {
            cursor.release(session, target.name(), holder);
            return null;
        });
    }

    private void connect() throws IOException {
        sent.set(database.transaction(session -> cursor.next(session, target.name())));
        connection = SyslogConnection.open(tls, target.host(), target.port());
        unconfirmed.clear();
        written = 0;
        pause = FIRST_PAUSE;
        if (failingSince != null) {
            LOG.infof("audit entries are forwarded to %s again, from leaf %d on", target.name(), sent.get());
        }
        failingSince = null;
    }

    /** @return whether there may be more */
    private boolean sendPage() throws IOException {
        List<Leaf> page = database.transaction(session -> pages.leaves(session, sent.get(), sent.get() + PAGE));
        for (Leaf leaf : page) {
            if (leaf.entry() != null) {
                byte[] message = SyslogMessage.framed(leaf.leafIndex(), leaf.entry(), target.site(), target.enterprise());
                connection.write(message);
                written += message.length;
            } else {
                bodiless++;
            }
        }
        connection.flush();
        if (!page.isEmpty()) {
            sent.set(page.getLast().leafIndex() + 1);
            unconfirmed.add(new Mark(sent.get(), written));
        }
        return page.size() == PAGE;
    }

    /** A collector that is new gets what the database still has; the rest it must be given from the archives. */
    private void warnOfBodiless() {
        if (bodiless > 0) {
            LOG.warnf("%d audit entries were not forwarded to %s, as they are in archives: the last before leaf %d", bodiless, target.name(), sent.get());
            bodiless = 0;
        }
    }

    private void confirm() {
        Mark arrived = null;
        while (!unconfirmed.isEmpty() && unconfirmed.peek().written() + target.windowBytes() <= written) {
            arrived = unconfirmed.poll();
        }
        if (arrived != null) {
            long next = arrived.next();
            database.transaction(session -> {
                cursor.advance(session, target.name(), next);
                return null;
            });
        }
    }

    private void disconnected(IOException failed) {
        if (failingSince == null) {
            failingSince = clock.instant();
            LOG.warnf("audit entries are not forwarded to %s: %s", target.name(), failed.getMessage());
        }
        close();
        failedAt = System.nanoTime();
        wait = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        release();
    }

    private void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** At the end, after the last step: lets another node go on at once. */
    public void leave() {
        close();
        if (forwarding) {
            release();
        }
    }

    /** Ends the connection, also one on which a step waits for a collector that does not read. */
    public void abort() {
        SyslogConnection current = connection;
        if (current != null) {
            current.close();
        }
    }
}
