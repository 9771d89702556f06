package io.lumenvault.qkd.source;

/** Work with the module and the other end until something ends it. It may be run again. */
interface Session extends AutoCloseable {
    /** @throws SourceException with what has ended it */
    void run() throws SourceException, InterruptedException;

    /** Wipes what is left, once it is not run again. */
    @Override
    default void close() {
    }
}
