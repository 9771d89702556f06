package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** The master's words to the slave. Each may be said twice with the effect of once. */
final class PeerClient implements AutoCloseable {
    /** Where the slave serves. */
    static final String PRESENCE = "/source/v1/presence";
    static final String BLOCKS = "/source/v1/blocks";
    static final String STREAMS = "/source/v1/streams";

    /** Longer than the slave may need for all that it asks its module. */
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final int GONE = 410;

    private final String link;
    private final JsonExchange slave;

    /**
     * What the slave says.
     *
     * @param taken whether it has taken what it was told of under that number
     * @param next the lowest number that is free there
     * @param room whether it can take more
     */
    record Agreement(boolean taken, long next, boolean room) {
        private static Agreement read(byte[] body) throws IOException {
            JsonNode said = PeerListener.object(body);
            if (!said.path("next").canConvertToLong() || !said.path("taken").isBoolean() || !said.path("room").isBoolean()) {
                throw new IOException("'taken', 'next' and 'room' are needed in the answer");
            }
            return new Agreement(said.path("taken").asBoolean(), said.path("next").asLong(), said.path("room").asBoolean());
        }

        PeerListener.Answer answer() {
            return new PeerListener.Answer(200, Map.of("taken", taken, "next", next, "room", room));
        }
    }

    /** @param name common name in the slave's certificate */
    PeerClient(String link, InetSocketAddress address, String name, SSLContext tls) {
        String host = address.getHostString();
        URI base = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
        this.link = link;
        this.slave = new JsonExchange(new JsonExchange.Side("the other end", base, name, ANSWER, Set.of(GONE)), tls);
    }

    /** Says that the master is there. */
    Agreement presence() throws SourceException, InterruptedException {
        return slave.send("POST", PRESENCE, Map.of("link", link), Agreement::read);
    }

    /**
     * Says which keys are which block.
     *
     * @param bytes length of the block
     * @throws SourceException LOST where the other end cannot get these keys
     */
    Agreement block(long sequence, List<String> ids, int bytes) throws SourceException, InterruptedException {
        return slave.send("POST", BLOCKS, Map.of("link", link, "sequence", sequence, "key_IDs", ids, "bytes", bytes), Agreement::read);
    }

    /**
     * Says which key stream has which number: the other end joins it at its module.
     *
     * @param chunkBytes length of its chunks
     * @param room whether this end can take more
     */
    Agreement stream(long number, String keyStreamId, int chunkBytes, boolean room) throws SourceException, InterruptedException {
        return slave.send("POST", STREAMS, Map.of("link", link, "sequence", number, "key_stream_id", keyStreamId, "bytes", chunkBytes, "room", room),
                Agreement::read);
    }

    @Override
    public void close() {
        slave.close();
    }
}
