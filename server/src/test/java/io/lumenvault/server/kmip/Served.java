package io.lumenvault.server.kmip;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.client.ServerEndpoint;
import io.lumenvault.kmip.client.ServerToClientOperations;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.spec.PutFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection that a client has handed over, served by a thread of its own: what the server sends there waits to be looked at. */
final class Served implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Notify.Request> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Pushed> pushes = new LinkedBlockingQueue<>();
    private final ServerEndpoint endpoint;
    private final Thread thread;

    /** A Put, with a copy of its key. */
    record Pushed(String uniqueIdentifier, PutFunction function, String replaced, byte[] material, List<Attribute> attributes) {}

    private Served(KmipClient client) throws IOException {
        endpoint = client.handOver(ServerToClientOperations.NONE.onNotify(changes::add)
                .onPut(put -> pushes.add(new Pushed(put.uniqueIdentifier(), put.function(), put.replaced(),
                        put.object().keyBlock().material().orElseThrow().clone(), put.attributes()))));
        thread = Thread.ofVirtual().start(this::serve);
    }

    static Served by(KmipClient client) throws IOException {
        return new Served(client);
    }

    private void serve() {
        try {
            endpoint.serve();
        } catch (IOException cut) {
            // the node may cut a connection at any time; the test looks at what comes after
        }
    }

    /** The next Notify. */
    Notify.Request change() throws InterruptedException {
        return taken(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "Notify");
    }

    /** The next Put. */
    Pushed pushed() throws InterruptedException {
        return taken(pushes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "Put");
    }

    /** A Notify that has come by now, or null. */
    Notify.Request changeYet() {
        return changes.peek();
    }

    /** A Put that has come by now, or null. */
    Pushed pushedYet() {
        return pushes.peek();
    }

    /** Whether the node ends the connection in time. */
    boolean ended(Duration time) throws InterruptedException {
        return thread.join(time);
    }

    private static <T> T taken(T message, String what) {
        if (message == null) {
            throw new AssertionError("no " + what + " within " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
    }
}
