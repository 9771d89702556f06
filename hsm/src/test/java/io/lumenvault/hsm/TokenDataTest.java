package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On SoftHSM2: NSS softoken keeps no data objects. */
@RequiresToken
class TokenDataTest {

    private static final int GET_ATTRIBUTE_VALUE = 24;

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

    /** Between the search for it and the reading. */
    @Test
    void valueThatAnotherNodeReplacesMeanwhile_isReadAfterAll() {
        TestToken token = TokenLibrary.SOFTHSM2.token("data-shared");
        AtomicInteger reads = new AtomicInteger();
        try (RootOfTrust hsm = token.open()) {
            hsm.putData("lumenvault.test", new byte[] {1});
            Interposition.Answer goneAtFirst = (_, original) ->
                    reads.incrementAndGet() == 1 ? ReturnValue.OBJECT_HANDLE_INVALID : original.call();
            List<byte[]> values;
            try (Interposition _ = new Interposition(GET_ATTRIBUTE_VALUE, goneAtFirst, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG)) {
                values = ((Pkcs11RootOfTrust) hsm).epoch().data("lumenvault.test");
            }
            assertArrayEquals(new byte[] {1}, values.getFirst());
            assertEquals(1, values.size());
            assertEquals(1, hsm.health().epoch());
        }
    }
}
