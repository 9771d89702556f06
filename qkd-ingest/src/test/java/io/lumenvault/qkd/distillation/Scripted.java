package io.lumenvault.qkd.distillation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A peer that says what it was told to and hangs up; keeps what it heard. */
final class Scripted implements MessageChannel {
    final List<Message> heard = new ArrayList<>();
    private final Queue<Message> script = new ArrayDeque<>();

    Scripted say(MessageType type, byte[] payload) {
        script.add(new Message(type.ordinal(), payload));
        return this;
    }

    @Override
    public void send(int type, byte[] payload) {
        heard.add(new Message(type, payload.clone()));
    }

    @Override
    public Message receive() {
        if (script.isEmpty()) {
            throw new LinkException(LinkException.Cause.LOST, "the stranger hung up");
        }
        return script.remove();
    }

    Hello hello() {
        return Hello.fromBytes(heard.getFirst().payload());
    }

    Tag tag() {
        return Tag.fromBytes(heard.get(1).payload());
    }
}
