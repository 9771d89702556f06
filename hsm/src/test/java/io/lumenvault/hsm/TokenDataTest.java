package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** On SoftHSM2: NSS softoken keeps no data objects. */
@RequiresToken
class TokenDataTest {

    @Test
    void value_isReplaced_andStaysAfterAReconnection() {
        TestToken token = TokenLibrary.SOFTHSM2.token("data");
        byte[] large = new byte[4000];
        try (RootOfTrust hsm = token.open()) {
            assertEquals(List.of(), hsm.data("lumenvault.test"));
            hsm.putData("lumenvault.test", new byte[] {1});
            hsm.random(large);
            hsm.putData("lumenvault.test", large);
            hsm.putData("lumenvault.other", new byte[] {2});
        }
        try (RootOfTrust hsm = token.open()) {
            assertEquals(1, hsm.data("lumenvault.test").size());
            assertArrayEquals(large, hsm.data("lumenvault.test").getFirst());
        }
    }
}
