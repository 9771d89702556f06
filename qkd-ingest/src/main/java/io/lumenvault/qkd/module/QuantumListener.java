package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.SessionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/**
 * Where Bob connects the fibre. A session that ends before Alice takes his connection leaves it in the queue, and strangers may stand
 * there as well: the light goes to the one that names the session, and the others are closed.
 */
final class QuantumListener implements AutoCloseable {
    /** As many as the system holds of those that were not taken. */
    private static final int MOST_WAITING = 50;
    /** For the few bytes that Bob sends as soon as he is connected; a stranger who is silent holds him up no longer. */
    private static final long HELLO_MS = 1000;

    /**
     * The fibre to Bob.
     *
     * @param socket its connection
     * @param detection what he says of his receiver
     */
    record Fibre(Socket socket, double detection) {
    }

    private final ServerSocket server;

    QuantumListener(InetSocketAddress address) throws IOException {
        server = Connections.listen(address);
    }

    SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    /** Closes what has connected before a session: none of it is for that. */
    void drain() throws IOException {
        Socket left = accept(1);
        for (int i = 1; left != null; i++) {
            QkdModule.closeQuietly(left);
            left = i < MOST_WAITING ? accept(1) : null;
        }
    }

    /**
     * Waits for the connection of a session.
     *
     * @throws IOException if it does not come in time
     */
    Fibre accept(SessionId session, int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            Socket socket = accept((int) left);
            FibreHello hello = socket == null ? null : hello(socket);
            if (hello != null && hello.session().equals(session)) {
                return new Fibre(socket, hello.detection());
            }
            QkdModule.closeQuietly(socket);
        }
        throw new IOException("bob did not connect the quantum channel");
    }

    /** The next connection, or null. */
    private Socket accept(int millis) throws IOException {
        server.setSoTimeout(millis);
        try {
            return server.accept();
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** What the other end says, or null where it says too little or not in time. */
    private static FibreHello hello(Socket socket) {
        try (Deadline _ = new Deadline(socket, HELLO_MS)) {
            return FibreHello.read(Connections.prepare(socket).getInputStream());
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
