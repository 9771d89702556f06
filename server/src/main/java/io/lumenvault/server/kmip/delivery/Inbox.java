package io.lumenvault.server.kmip.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What comes to the thread of a connection from others: that there is work, an answer of the client, and the end. Holds one answer. */
final class Inbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean work = true;
    private boolean asked;
    private byte[] answer;
    private String ended;

    /** There may be something to send. */
    void work() {
        arrive(() -> work = true);
    }

    /** The client has sent a message: an answer if it was asked, and the end if not. */
    void message(byte[] bytes) {
        arrive(() -> {
            if (asked && answer == null) {
                answer = bytes;
            } else if (ended == null) {
                ended = "the client sent a message that it was not asked for";
            }
        });
    }

    /** Nothing more comes. */
    void end(String reason) {
        arrive(() -> ended = ended == null ? reason : ended);
    }

    private void arrive(Runnable what) {
        lock.lock();
        try {
            what.run();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next message is the answer to what is about to be sent. */
    void ask() throws IOException {
        lock.lock();
        try {
            requireGoingOn();
            asked = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the answer. @throws IOException where the connection ends before */
    byte[] answer() throws IOException {
        lock.lock();
        try {
            while (answer == null) {
                requireGoingOn();
                arrived.await();
            }
            byte[] given = answer;
            answer = null;
            asked = false;
            return given;
        } catch (InterruptedException ending) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work. @return false where none came in time @throws IOException where the connection ends */
    boolean awaitWork(Duration most) throws IOException {
        lock.lock();
        try {
            long left = most.toNanos();
            requireGoingOn();
            while (!work && left > 0) {
                left = arrived.awaitNanos(left);
                requireGoingOn();
            }
            boolean some = work;
            work = false;
            return some;
        } catch (InterruptedException ending) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, whatever work there is. @throws IOException where the connection ends */
    void pause(Duration length) throws IOException {
        lock.lock();
        try {
            long left = length.toNanos();
            requireGoingOn();
            while (left > 0) {
                left = arrived.awaitNanos(left);
                requireGoingOn();
            }
            work = true;
        } catch (InterruptedException ending) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private void requireGoingOn() throws IOException {
        if (ended != null) {
            throw new IOException(ended);
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new IOException("this node is ending");
    }
}
