package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.reconciliation.Answers;
import io.lumenvault.qkd.reconciliation.Corrector;
import io.lumenvault.qkd.reconciliation.Questions;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import java.util.List;

/** Some of the frames of Bob's block, whose questions cross in one message. */
final class FrameGroup {
    private final Corrector[] correctors;
    private final long[] parities;
    private final int from;
    private final int to;
    private final Questions[] questions;
    private int answersDue;

    private FrameGroup(Corrector[] correctors, long[] parities, int from, int to) {
        this.correctors = correctors;
        this.parities = parities;
        this.from = from;
        this.to = to;
        this.questions = new Questions[correctors.length];
        for (int f = 0; f < questions.length; f++) {
            questions[f] = new Questions();
        }
    }

    /**
     * Cascade's frames in two groups, of which one asks while the other is answered. The few rounds of LDPC codes take all
     * frames together.
     *
     * @param correctors all frames of the block
     * @param parities takes how many parities were disclosed of each frame
     */
    static List<FrameGroup> of(Reconciliation method, Corrector[] correctors, long[] parities) {
        int middle = method == Reconciliation.CASCADE ? correctors.length / 2 : 0;
        FrameGroup rest = new FrameGroup(correctors, parities, middle, correctors.length);
        return middle == 0 ? List.of(rest) : List.of(new FrameGroup(correctors, parities, 0, middle), rest);
    }

    /** Collects the next questions; false when the frames are finished. */
    boolean ask() {
        answersDue = 0;
        boolean asked = false;
        for (int f = from; f < to; f++) {
            questions[f].clear();
            correctors[f].ask(questions[f]);
            answersDue += correctors[f].answersDue(questions[f]);
            asked |= questions[f].count() > 0;
        }
        return asked;
    }

    /** The questions as a message about all frames of the block. */
    byte[] questions() {
        return QuestionBatch.write(questions);
    }

    /** Uses the answer to the last questions. */
    void apply(byte[] message) {
        Answers answers = Answers.fromBytes(message, answersDue);
        for (int f = from; f < to; f++) {
            parities[f] += correctors[f].answersDue(questions[f]);
            correctors[f].apply(questions[f], answers);
        }
    }
}
