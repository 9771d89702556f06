package io.lumenvault.qkd.distillation;

/** An ordered, reliable, unauthenticated channel of messages. */
public interface MessageChannel {
    /**
     * Sends one message.
     *
     * @throws LinkException if the connection is lost
     */
    void send(int type, byte[] payload);

    /**
     * Waits for the next message.
     *
     * @throws LinkException if the connection is lost
     */
    Message receive();

    /** The peer has proved who it is: from now on it may send what a stranger may not. */
    default void authenticated() {
    }

    /**
     * A message as it crosses the channel.
     *
     * @param type code of its type
     * @param payload its content
     */
    record Message(int type, byte[] payload) {
    }
}
