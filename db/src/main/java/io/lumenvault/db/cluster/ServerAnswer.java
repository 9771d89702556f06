package io.lumenvault.db.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a server says to somebody who wants to connect; it is asked as {@code pg_isready} does, without a password. */
enum ServerAnswer {

    /** It asks for the password, or refuses this one connection for a reason of its own. */
    ACCEPTS,
    /** It starts, recovers or stops; or nobody listens. */
    REFUSES,
    /** It says nothing. */
    SILENT;

    private static final int LIMIT_MILLIS = 2000;
    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int LONGEST_ERROR = 4096;
    /** The field of an error response that holds the SQLSTATE, and the one of a server that is not up (PostgreSQL 18, 54.8 and Appendix A). */
    private static final String CANNOT_CONNECT_NOW = "C57P03";

    /** Asks the server on this port of the loopback interface. */
    static ServerAnswer of(int port, String user) {
        Objects.requireNonNull(user, "user");
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            byte[] parameters = ("user\0" + user + "\0database\0postgres\0\0").getBytes(StandardCharsets.US_ASCII);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 * Integer.BYTES + parameters.length);
            out.writeInt(PROTOCOL_3_0);
            out.write(parameters);
            out.flush();
            return read(new DataInputStream(socket.getInputStream()));
        } catch (ConnectException _) {
            return REFUSES;
        } catch (IOException _) {
            return SILENT;
        }
    }

    private static ServerAnswer read(DataInputStream in) throws IOException {
        if (in.readByte() != 'E') {
            return ACCEPTS;
        }
        int length = in.readInt() - Integer.BYTES;
        if (length < 0 || length > LONGEST_ERROR) {
            return SILENT;
        }
        String fields = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        for (String field : fields.split("\0")) {
            if (field.equals(CANNOT_CONNECT_NOW)) {
                return REFUSES;
            }
        }
        return ACCEPTS;
    }
}
