package io.lumenvault.cli.demo;

import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sites A and B, joined by one simulated QKD link between the modules of Alice and Bob; all on loopback, each process on its own.
 *
 * <p>State is kept in a folder, so that opening it again goes on with the same keys, certificates and logs. One opener at a time.
 */
public final class TwoSites implements AutoCloseable {

    private static final int HTTPS_A = 8443;
    private static final int HTTPS_B = 8444;
    private static final int CONSOLE_A = 9443;
    private static final int CONSOLE_B = 9444;
    private static final int KMIP_A = 5696;
    private static final int KMIP_B = 5697;

    private final Path state;
    private final StateLock lock;
    private final Participants participants;
    private final Site a;
    private final Site b;
    private final QkdLink link;
    private boolean closed;

    private TwoSites(Path state, StateLock lock, JavaCommand java, Path softHsm, Ports ports) throws IOException {
        this.state = state;
        this.lock = lock;
        this.participants = Participants.in(state.resolve("pki"));
        SitePlan planA = new SitePlan("A", state.resolve("site-a"), ports.choose(HTTPS_A), ports.choose(KMIP_A), ports.choose(CONSOLE_A));
        SitePlan planB = new SitePlan("B", state.resolve("site-b"), ports.choose(HTTPS_B), ports.choose(KMIP_B), ports.choose(CONSOLE_B));
        this.a = new Site(planA, planB, java, softHsm, participants);
        this.b = new Site(planB, planA, java, softHsm, participants);
        this.link = new QkdLink(state, java, participants, planA, planB, ports.any(), ports.any());
    }

    /**
     * Opens the demo in a state folder, which need not exist; nothing runs yet.
     *
     * @param softHsm the PKCS#11 library of SoftHSM2
     * @param ports where to take the ports from
     * @throws IOException in one line, when the folder cannot be used
     * @throws io.lumenvault.cli.CommandFailure when another demo runs on the same folder
     */
    public static TwoSites open(Path state, JavaCommand java, Path softHsm, Ports ports) throws IOException {
        return open(state, java, softHsm, ports, lock -> {});
    }

    /** The same without what earlier runs have left there: it is removed. */
    public static TwoSites openEmpty(Path state, JavaCommand java, Path softHsm, Ports ports) throws IOException {
        return open(state, java, softHsm, ports, StateLock::empty);
    }

    private static TwoSites open(Path state, JavaCommand java, Path softHsm, Ports ports, Preparation preparation) throws IOException {
        Path folder = PrivateFile.folder(state.toAbsolutePath().normalize());
        StateLock lock = StateLock.take(folder);
        try {
            preparation.run(lock);
            return new TwoSites(folder, lock, java, softHsm, ports);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private interface Preparation {
        void run(StateLock lock) throws IOException;
    }

    /** Starts both sites and then the link, and returns when both sites serve. Writes {@code demo.env}. */
    public void start() throws IOException {
        Parallel.run(a::start, b::start);
        link.start();
        DemoEnvironment.of(this).write(state);
    }

    /** Site A. */
    public Site a() {
        return a;
    }

    /** Site B. */
    public Site b() {
        return b;
    }

    /** Both sites, A first. */
    public List<Site> sites() {
        return List.of(a, b);
    }

    /** The QKD link. */
    public QkdLink link() {
        return link;
    }

    /** Who takes part, and their certificates. */
    public Participants participants() {
        return participants;
    }

    /** The state folder. */
    public Path state() {
        return state;
    }

    /** The first process that should run and does not, in words; null when all is well. */
    public String firstFailure() throws IOException {
        for (Site site : sites()) {
            if (!site.running()) {
                return "site " + site.id() + " has ended: " + site.lastWords() + " (log: " + site.log() + ")";
            }
        }
        return link.failure();
    }

    /** Ends all processes in good order, within ten seconds. Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            // The link first: a module that pushes to a site which is going down only fills its log.
            link.stop();
        } finally {
            try {
                Parallel.run(a::stop, b::stop);
            } finally {
                lock.close();
            }
        }
    }
}
