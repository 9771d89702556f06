package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

@RequiresToken
class FunctionTableTest {

    @Test
    void remotingClient_isCalledOneAtATime_andOthersAreNot() {
        assertTrue(FunctionTable.load(P11KitServer.CLIENT).oneAtATime());
        assertFalse(FunctionTable.load(TestToken.LIBRARY).oneAtATime());
        assertFalse(FunctionTable.load(NssDatabase.LIBRARY).oneAtATime());
    }
}
