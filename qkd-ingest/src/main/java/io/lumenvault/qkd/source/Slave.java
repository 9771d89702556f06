package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;

/** What slaves share, whatever their module speaks. */
final class Slave {
    private static final long PAUSE_MS = 1000;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;

    private final SourceConfig config;
    private final NumberFile numbers;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private final Contact master;

    /** What is done with a message about this link. */
    interface Work {
        PeerListener.Answer answer(JsonNode message) throws InterruptedException;
    }

    Slave(SourceConfig config, NumberFile numbers, Delivery delivery, SourceBlocks blocks) {
        this.config = config;
        this.numbers = numbers;
        this.delivery = delivery;
        this.blocks = blocks;
        this.master = new Contact("the other end has said nothing", delivery.state(), config.silence());
    }

    /** Waits for ever. */
    void await() throws InterruptedException {
        delivery.state().enter("start");
        while (true) {
            Thread.sleep(PAUSE_MS);
            check();
        }
    }

    /** Raises the alarm where the master has been silent for long. @return whether it has */
    boolean check() {
        return master.check();
    }

    /** Reads a message of the master and answers it. */
    PeerListener.Answer answer(byte[] body, Work work) throws IOException, InterruptedException {
        JsonNode message = PeerListener.object(body);
        String link = message.path("link").asText();
        if (!link.equals(config.link())) {
            return PeerListener.Answer.failure(404, "this is the other end of link '" + config.link() + "'");
        }
        master.heard();
        return work.answer(message);
    }

    /** The answer to a master that says it is there. */
    PeerListener.Answer presence(byte[] body) throws IOException, InterruptedException {
        return answer(body, message -> notTaken());
    }

    PeerListener.Answer taken(long number) {
        return new PeerClient.Agreement(true, number + 1, !delivery.isFull()).answer();
    }

    PeerListener.Answer notTaken() {
        return new PeerClient.Agreement(false, numbers.next(), !delivery.isFull()).answer();
    }

    /** The answer where the module at this end has failed. */
    PeerListener.Answer failure(SourceException e) {
        String said = "at the other end, " + e.getMessage();
        if (e.kind() == SourceException.Kind.LOST) {
            blocks.lost(e.getMessage());
            return PeerListener.Answer.failure(GONE, said);
        }
        delivery.state().alarm(e.getMessage());
        return PeerListener.Answer.failure(UNAVAILABLE, said);
    }
}
