package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The master's words to the slave. Each may be said twice with the effect of once. */
final class PeerClient implements AutoCloseable {
    /** Where the slave serves. */
    static final String BLOCKS = "/source/v1/blocks";
    static final String STREAMS = "/source/v1/streams";

    private final String link;
    private final JsonExchange slave;

    PeerClient(String link, InetSocketAddress address, SSLContext tls) {
        this.link = link;
        this.slave = new JsonExchange("the other end", URI.create("https://" + address.getHostString() + ":" + address.getPort()), tls);
    }

    /**
     * Says which keys are which block.
     *
     * @return the lowest number that is free at the other end: the one after {@code sequence} where it has taken the block, else
     *         one that is higher
     * @throws SourceException where the other end cannot get these keys
     */
    long block(long sequence, List<String> ids) throws SourceException, InterruptedException {
        return slave.send("POST", BLOCKS, Map.of("link", link, "sequence", sequence, "key_IDs", ids), PeerClient::next);
    }

    /** The same for a key stream: the other end opens it at its module. */
    long stream(long number, String keyStreamId) throws SourceException, InterruptedException {
        return slave.send("POST", STREAMS, Map.of("link", link, "sequence", number, "key_stream_id", keyStreamId), PeerClient::next);
    }

    private static long next(byte[] body) throws IOException {
        JsonNode next = PeerListener.object(body).path("next");
        if (!next.canConvertToLong()) {
            throw new IOException("'next' is missing in the answer");
        }
        return next.asLong();
    }

    @Override
    public void close() {
        slave.close();
    }
}
