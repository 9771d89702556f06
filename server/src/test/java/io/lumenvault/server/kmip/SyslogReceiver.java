package io.lumenvault.server.kmip;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A collector of syslog over TLS that keeps what it has read, and can be killed with what it has not read in its buffers. */
final class SyslogReceiver {

    private static final Pattern MESSAGE = Pattern.compile("<1(07|08|10)>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z A lumenvault - [!-~]{1,32} "
            + "\\[lumenvault@32473 index=\"(\\d+)\" event=\"([0-9a-f-]{36})\" principal=\"[^\"]*\" result=\"[a-z]+\"] \ufeff(\\{.*})", Pattern.DOTALL);

    private final SSLContext tls;
    private final int port;
    private final Map<Long, String> received = new ConcurrentSkipListMap<>();
    private volatile long doubles;
    private volatile long readMillis;
    private volatile String fault;
    private volatile String peer;
    private SSLServerSocket listener;
    private volatile Socket connection;

    SyslogReceiver(SSLContext tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    /** @param slowMillis pause after each message */
    void start(long slowMillis) throws IOException {
        readMillis = slowMillis;
        listener = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        listener.setReuseAddress(true);
        listener.setNeedClientAuth(true);
        listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        SSLServerSocket own = listener;
        Thread.ofPlatform().daemon().start(() -> accept(own));
    }

    private void accept(SSLServerSocket own) {
        while (!own.isClosed()) {
            try {
                SSLSocket accepted = (SSLSocket) own.accept();
                connection = accepted;
                accepted.startHandshake();
                peer = accepted.getSession().getPeerPrincipal().getName();
                read(accepted);
            } catch (IOException gone) {
                // The next connection, or the end of the listener.
            }
        }
    }

    private void read(SSLSocket from) throws IOException {
        DataInputStream in = new DataInputStream(from.getInputStream());
        while (true) {
            int length = 0;
            for (int c = in.readUnsignedByte(); c != ' '; c = in.readUnsignedByte()) {
                length = 10 * length + Character.digit(c, 10);
            }
            byte[] message = new byte[length];
            in.readFully(message);
            keep(new String(message, StandardCharsets.UTF_8));
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(readMillis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String message) {
        Matcher fields = MESSAGE.matcher(message);
        if (!fields.matches()) {
            fault = "malformed: " + message;
            return;
        }
        if (!fields.group(4).contains("\"event\":\"" + fields.group(3) + "\"")) {
            fault = "the identifier is not the entry's: " + message;
        }
        String before = received.put(Long.valueOf(fields.group(2)), fields.group(4));
        if (before != null) {
            doubles++;
            if (!before.equals(fields.group(4))) {
                fault = "an entry came twice and not alike: " + message;
            }
        }
    }

    /** At once, as the death of the process: what is in the buffers is lost, and the other end is told so by a reset. */
    void kill() throws IOException {
        listener.close();
        Socket open = connection;
        if (open != null) {
            open.setSoLinger(true, 0);
            open.close();
        }
    }

    Map<Long, String> received() {
        return new TreeMap<>(received);
    }

    long doubles() {
        return doubles;
    }

    String fault() {
        return fault;
    }

    String peer() {
        return peer;
    }
}
