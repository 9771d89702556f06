package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.reconciliation.Questions;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The questions about all frames in one message: for each frame their number (4 bytes) and the questions (4 bytes each). */
final class QuestionBatch {
    /** Takes the questions of one frame. */
    interface Reader {
        void accept(int frame, Questions questions);
    }

    private QuestionBatch() {
    }

    static byte[] write(Questions[] frames) {
        int total = 0;
        for (Questions questions : frames) {
            total += 1 + questions.count();
        }
        ByteBuffer out = ByteBuffer.allocate(4 * total);
        for (Questions questions : frames) {
            out.putInt(questions.count());
            for (int i = 0; i < questions.count(); i++) {
                out.putInt(questions.get(i));
            }
        }
        return out.array();
    }

    static void read(byte[] message, int frames, Reader reader) {
        ByteBuffer in = ByteBuffer.wrap(message);
        try {
            for (int f = 0; f < frames; f++) {
                int count = in.getInt();
                if (count < 0 || count > in.remaining() / 4) {
                    throw new BufferUnderflowException();
                }
                Questions questions = new Questions();
                for (int i = 0; i < count; i++) {
                    questions.addRaw(in.getInt());
                }
                reader.accept(f, questions);
            }
        } catch (BufferUnderflowException e) {
            throw new LinkException(LinkException.Cause.MALFORMED, "questions of " + message.length + " bytes are too short");
        }
    }
}
