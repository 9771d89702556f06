package io.lumenvault.qkd.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class StreamChannelTest {
    private static StreamChannel with(int payload) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new StreamChannel(new ByteArrayInputStream(new byte[0]), sent).send(0, new byte[payload]);
        return new StreamChannel(new ByteArrayInputStream(sent.toByteArray()), new ByteArrayOutputStream());
    }

    @Test
    void strangersMessage_isNoLongerThanAHello() {
        assertEquals(Hello.MOST_BYTES, with(Hello.MOST_BYTES).receive().payload().length);
        LinkException refused = assertThrows(LinkException.class, () -> with(Hello.MOST_BYTES + 1).receive());
        assertEquals(LinkException.Cause.MALFORMED, refused.why());
        assertEquals("message of 65537 bytes; at most 65536 are allowed", refused.getMessage());
    }

    @Test
    void peersMessage_mayBeLongerOnceItIsAuthenticated() {
        StreamChannel channel = with(2_000_000);
        channel.authenticated();
        assertEquals(2_000_000, channel.receive().payload().length);
    }
}
