package io.lumenvault.cli.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client with a good certificate and no good intent, on one connection at a time, until it is closed. */
final class HostileClient implements AutoCloseable {

    private static final byte[] REQUEST_MESSAGE = {0x42, 0x00, 0x78, 0x01};
    private static final int HEADER_BYTES = 8;
    private static final int LONG_BYTES = 512 << 10;
    private static final int ANSWER_BYTES = 4096;
    private static final long SLOW_MILLIS = 50;

    /** What it does. */
    enum Kind {

        /** Begins a message and goes on byte by byte. */
        SLOW("slow") {
            @Override
            void send(SSLSocket socket, byte[] message) throws IOException, InterruptedException {
                for (byte one : message) {
                    socket.getOutputStream().write(one);
                    Thread.sleep(SLOW_MILLIS);
                }
            }
        },
        /** Sends long messages that are none, as fast as they are answered. */
        DAMAGED("damaged") {
            @Override
            void send(SSLSocket socket, byte[] message) throws IOException {
                socket.getOutputStream().write(message);
                if (socket.getInputStream().read(new byte[ANSWER_BYTES]) < 0) {
                    throw new IOException("closed");
                }
            }
        };

        private final String figure;

        Kind(String figure) {
            this.figure = figure;
        }

        abstract void send(SSLSocket socket, byte[] message) throws IOException, InterruptedException;

        String figure() {
            return figure;
        }
    }

    private final Kind kind;
    private final SSLContext tls;
    private final int port;
    private final AtomicLong messages = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private volatile SSLSocket open;

    private HostileClient(Kind kind, SSLContext tls, int port) {
        this.kind = kind;
        this.tls = tls;
        this.port = port;
        this.thread = Thread.ofPlatform().name("hostile").unstarted(this::run);
    }

    static HostileClient start(Kind kind, SSLContext tls, int port) {
        HostileClient client = new HostileClient(kind, tls, port);
        client.thread.start();
        return client;
    }

    private void run() {
        byte[] message = message();
        while (!closed) {
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                open = socket;
                while (!closed) {
                    messages.incrementAndGet();
                    kind.send(socket, message);
                }
            } catch (IOException refused) {
                // What it is refused for, it does again.
            } catch (InterruptedException ending) {
                return;
            }
        }
    }

    private static byte[] message() {
        byte[] message = new byte[LONG_BYTES];
        ThreadLocalRandom.current().nextBytes(message);
        ByteBuffer.wrap(message).put(REQUEST_MESSAGE).putInt(LONG_BYTES - HEADER_BYTES);
        return message;
    }

    /** How many messages it has begun. */
    long messages() {
        return messages.get();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        closed = true;
        thread.interrupt();
        if (open != null) {
            open.close();
        }
        thread.join();
    }
}
