package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;

/** What the answer to one message may hold, from before its objects are opened until it is sent. */
public interface AnswerRoom extends AutoCloseable {

    /** What an answer says of an object besides its material. */
    int BESIDES_MATERIAL = 512;

    /**
     * Takes room for what is about to be opened, in the place of what was expected before and did not come.
     *
     * @throws io.lumenvault.kmip.KmipException with Response Too Large where the answer would be longer than answers may be, with General
     *         Failure where other answers leave no room now
     */
    void expect(long bytes);

    /**
     * Takes room for an item of the answer, as far as it was not expected.
     *
     * @throws io.lumenvault.kmip.KmipException as for {@link #expect}
     */
    void answered(long bytes);

    /** The room of another answer, by the same bounds. */
    AnswerRoom another();

    /** Gives all of it back: the answer is sent, or will not be. */
    @Override
    void close();

    /** How much an answer holds that gives an object out. */
    static long of(ManagedObject object) {
        return BESIDES_MATERIAL + (object.material() == null ? 0L : object.material().bytes().length);
    }
}
