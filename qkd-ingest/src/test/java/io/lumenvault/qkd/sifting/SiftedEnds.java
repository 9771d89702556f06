package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightSource;

/** A block of light sifted by both ends, without a channel between them. */
public record SiftedEnds(SiftedBlock alice, SiftedBlock bob) {

    /**
     * Sends light until there is a block.
     *
     * @param slots of each stretch
     */
    public static SiftedEnds of(LightSource source, LightDetector detector, SiftingTable table, int keyBits, int slots, Eavesdropper eve) {
        BlockCutter alice = new BlockCutter(keyBits, table);
        BlockCutter bob = new BlockCutter(keyBits, table);
        while (bob.needsLight()) {
            LightSource.Emission emission = source.emit(slots, eve);
            DetectionFrame frame = detector.detect(emission.light());
            Announcement announcement = Announcement.fromBytes(Announcement.of(frame).toBytes(table), table);
            byte[] choices = emission.preparation().choices(announcement.offsets());
            MatchReply reply = MatchReply.fromBytes(MatchReply.of(announcement, choices, table).toBytes(), frame.count());
            byte[] alices = new byte[frame.count()];
            byte[] bobs = new byte[frame.count()];
            for (int i = 0; i < alices.length; i++) {
                alices[i] = (byte) (choices[i] >> 1 & 1);
                bobs[i] = (byte) frame.bit(i);
            }
            alice.add(announcement, reply, alices);
            bob.add(announcement, reply, bobs);
        }
        return new SiftedEnds(alice.next(), bob.next());
    }

    /** Share of the key bits in which the ends differ. */
    public double keyErrorRate() {
        return (double) alice.key().hammingDistance(bob.key()) / bob.key().size();
    }
}
