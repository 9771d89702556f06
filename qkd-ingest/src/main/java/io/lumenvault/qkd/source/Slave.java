package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;
import java.util.Map;

/** What slaves share, whatever their module speaks. */
final class Slave {
    private static final double SILENCE_SECONDS = 30;
    private static final long PAUSE_MS = 1000;

    private final SourceConfig config;
    private final Delivery delivery;
    private final SourceBlocks blocks;

    Slave(SourceConfig config, Delivery delivery, SourceBlocks blocks) {
        this.config = config;
        this.delivery = delivery;
        this.blocks = blocks;
    }

    /** Waits for ever. */
    void await() throws InterruptedException {
        while (true) {
            Thread.sleep(PAUSE_MS);
            if (blocks.idleSeconds() > SILENCE_SECONDS && !delivery.isFull()) {
                delivery.state().alarm("no key since more than " + Math.round(SILENCE_SECONDS) + " s");
            }
        }
    }

    /** A message of the master about this link. */
    JsonNode read(byte[] body) throws IOException {
        JsonNode message = PeerListener.object(body);
        if (!message.path("link").asText().equals(config.link())) {
            throw new IOException("another link");
        }
        return message;
    }

    /** The answer that says which number is free here. */
    static PeerListener.Answer next(long number) {
        return new PeerListener.Answer(200, Map.of("next", number));
    }

    /** The answer where the module at this end has failed. */
    PeerListener.Answer failure(SourceException e) {
        String said = "at the other end, " + e.getMessage();
        if (e.kind() == SourceException.Kind.LATER) {
            delivery.state().alarm(e.getMessage());
            return PeerListener.Answer.failure(503, said);
        }
        blocks.lost(e.getMessage());
        return PeerListener.Answer.failure(410, said);
    }
}
