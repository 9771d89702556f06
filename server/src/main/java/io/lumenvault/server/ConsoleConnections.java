package io.lumenvault.server;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The connections of the console's port, which anybody may open: so many at a time, and on each a request is complete within a time of
 * its opening or of the answer before. Otherwise whoever sends a byte now and then keeps as many as he likes for as long as he likes.
 */
final class ConsoleConnections {

    private static final Logger LOG = Logger.getLogger(ConsoleConnections.class);
    private static final long COMPLAINT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<HttpConnection, Turn> open = new ConcurrentHashMap<>();
    private final int most;
    private final long limitNanos;
    private volatile long lastComplaint = System.nanoTime() - COMPLAINT_NANOS;

    /** Whose turn it is on a connection: the client's since then, or the server's while the request is complete and its answer is not. */
    private static final class Turn {
        private volatile long since = System.nanoTime();
        private volatile HttpServerRequest request;

        boolean isServers() {
            HttpServerRequest last = request;
            return last != null && (last.isEnded() || !hasBody(last)) && !last.response().ended();
        }

        /** Where there is none to read, nobody may have read to its end. */
        private static boolean hasBody(HttpServerRequest request) {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }
    }

    /**
     * @param most connections at a time
     * @param limit how long a client may take for a request
     */
    ConsoleConnections(int most, Duration limit) {
        this.most = most;
        this.limitNanos = limit.toNanos();
    }

    /** A connection has come about; it is closed at once where there are too many. */
    void opened(HttpConnection connection) {
        if (open.size() >= most) {
            complain();
            connection.close();
            return;
        }
        open.put(connection, new Turn());
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** The head of a request has come. */
    void begun(HttpServerRequest request) {
        Turn turn = open.get(request.connection());
        if (turn != null) {
            turn.request = request;
        }
    }

    /** Closes those whose client has had its time; to be called again and again. */
    void closeOverdue() {
        long now = System.nanoTime();
        open.forEach((connection, turn) -> {
            if (turn.isServers()) {
                turn.since = now;
            } else if (now - turn.since > limitNanos) {
                connection.close();
            }
        });
    }

    /** A flood of refusals must not become a flood of log lines. */
    private void complain() {
        long now = System.nanoTime();
        if (now - lastComplaint >= COMPLAINT_NANOS) {
            lastComplaint = now;
            LOG.warnf("console: connection refused: %d are open", most);
        }
    }
}
