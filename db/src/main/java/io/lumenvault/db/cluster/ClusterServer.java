package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The server of a cluster on one port: one process after the other, where a supervisor starts it again. */
final class ClusterServer implements Supervisor.Server {

    private static final long LOG_LIMIT = 16L << 20;

    private final ServiceAccount account;
    private final Path program;
    private final Path data;
    private final Path log;
    private final int port;
    private final String user;
    private volatile Postmaster postmaster;

    private ClusterServer(ServiceAccount account, Path program, Path data, Path log, int port, String user) {
        this.account = account;
        this.program = program;
        this.data = data;
        this.log = log;
        this.port = port;
        this.user = user;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param user a role of the cluster, to ask as whether it serves
     */
    static ClusterServer start(ServiceAccount account, Path program, Path data, Path log, int port, String user) throws IOException {
        ClusterServer server = new ClusterServer(account, program, data, log, port, user);
        server.shortenLog();
        server.postmaster = Postmaster.start(account, program, data, log, port);
        return server;
    }

    int port() {
        return port;
    }

    long pid() {
        return postmaster.pid();
    }

    void kill() {
        postmaster.kill();
    }

    void stop() throws IOException {
        postmaster.stop();
    }

    @Override
    public boolean alive() {
        return postmaster.alive();
    }

    @Override
    public ServerAnswer answer() {
        return ServerAnswer.of(port, user);
    }

    @Override
    public ServerProcesses processes() throws IOException {
        return postmaster.processes();
    }

    @Override
    public void restart(List<ProcessHandle> seen) throws IOException {
        postmaster.end(seen);
        Postmaster.stopLeftover(data);
        shortenLog();
        postmaster = Postmaster.launch(account, program, data, log, port);
    }

    /** PostgreSQL says little; yet over years the file must not fill the disk. */
    private void shortenLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
