package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;
import java.util.Arrays;
import java.util.List;

/** The end that draws new keys from its 014 module and says which block they are. */
final class PulledMaster implements Session {
    private static final long PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final int DOUBLINGS = 10;
    /** So often the other end hears that this one is there. */
    private static final long WORD_NANOS = 5_000_000_000L;

    private final SourceConfig config;
    private final Etsi014Client module;
    private final PeerClient peer;
    private final NumberFile numbers;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private final Contact moduleContact;
    private int lostInARow;
    private long lastWord;
    /** Drawn, and not yet a block; kept where a session ends. */
    private final DeliveredKeys drawn = new DeliveredKeys();

    PulledMaster(SourceConfig config, Etsi014Client module, PeerClient peer, NumberFile numbers, Delivery delivery, SourceBlocks blocks) {
        this.config = config;
        this.module = module;
        this.peer = peer;
        this.numbers = numbers;
        this.delivery = delivery;
        this.blocks = blocks;
        this.moduleContact = new Contact("the module has given no key", delivery.state(), config.silence());
    }

    @Override
    public void run() throws SourceException, InterruptedException {
        // Nothing is drawn before the other end has answered: it could take none of it.
        numbers.skipTo(word().next());
        Etsi014Client.Status status = module.status();
        int bits = Math.min(status.maxKeySize(), config.blockBytes() * Byte.SIZE) / Byte.SIZE * Byte.SIZE;
        if (bits < Math.max(Byte.SIZE, status.minKeySize())) {
            throw new SourceException(SourceException.Kind.REFUSED, "the module gives keys of " + status.minKeySize() + " to "
                    + status.maxKeySize() + " bits; a block of " + config.blockBytes() + " bytes cannot be made of them");
        }
        delivery.state().enter("calibrate");
        while (true) {
            awaitRoom();
            gather(bits, Math.max(1, status.maxKeysPerRequest()));
            agree();
        }
    }

    /** While blocks wait at either end, no key is drawn; the other end hears that this one is there. */
    private void awaitRoom() throws SourceException, InterruptedException {
        while (delivery.isFull() || !word().room()) {
            delivery.state().dark();
            Thread.sleep(PAUSE_MS);
        }
    }

    private PeerClient.Agreement word() throws SourceException, InterruptedException {
        lastWord = System.nanoTime();
        return peer.presence();
    }

    /** Draws keys until they make a block. */
    private void gather(int bits, int mostKeys) throws SourceException, InterruptedException {
        moduleContact.heard();
        while (drawn.bytes() < config.blockBytes()) {
            if (System.nanoTime() - lastWord > WORD_NANOS) {
                word();
            }
            int missing = config.blockBytes() - drawn.bytes();
            int number = Math.clamp((missing + bits / Byte.SIZE - 1L) / (bits / Byte.SIZE), 1, mostKeys);
            try (DeliveredKeys more = module.newKeys(number, bits)) {
                drawn.take(more);
                moduleContact.heard();
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.LATER) {
                    throw e;
                }
                moduleContact.check();
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    /**
     * The other end takes the same keys from its module first: what it cannot get is no block. The number is used up before it is said,
     * so that it never stands for other keys.
     */
    private void agree() throws SourceException, InterruptedException {
        List<String> ids = drawn.ids();
        byte[] block = drawn.joined(ids);
        boolean handedOver = false;
        try {
            long sequence = claim(ids);
            for (PeerClient.Agreement said = say(sequence, ids, block.length); !said.taken(); said = say(sequence, ids, block.length)) {
                numbers.skipTo(said.next());
                if (said.next() > sequence) {
                    sequence = claim(ids);
                }
                Thread.sleep(PAUSE_MS);
            }
            blocks.add(sequence, block);
            handedOver = true;
            drawn.close();
            lostInARow = 0;
        } catch (SourceException lost) {
            drawn.close();
            blocks.lost(lost.getMessage());
            // Where every block is lost something is set up wrongly: that shall not empty the module.
            Thread.sleep(Math.min(PAUSE_MS << Math.min(lostInARow++, DOUBLINGS), LONGEST_PAUSE_MS));
        } finally {
            if (!handedOver) {
                Arrays.fill(block, (byte) 0);
            }
        }
    }

    private long claim(List<String> ids) {
        long sequence = numbers.next();
        numbers.use(sequence, Digests.of(sequence, ids));
        return sequence;
    }

    /** Says it until the other end has answered. @throws SourceException LOST alone */
    private PeerClient.Agreement say(long sequence, List<String> ids, int bytes) throws SourceException, InterruptedException {
        for (long pause = PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            try {
                return peer.block(sequence, ids, bytes);
            } catch (SourceException e) {
                if (e.kind() == SourceException.Kind.LOST) {
                    throw e;
                }
                delivery.state().alarm(e.getMessage());
                Thread.sleep(pause);
            }
        }
    }

    @Override
    public void close() {
        drawn.close();
    }
}
