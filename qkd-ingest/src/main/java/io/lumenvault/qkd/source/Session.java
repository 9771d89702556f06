package io.lumenvault.qkd.source;

/** Work with the module and the other end until something ends it. */
interface Session {
    /** @throws SourceException with what has ended it */
    void run() throws SourceException, InterruptedException;
}
