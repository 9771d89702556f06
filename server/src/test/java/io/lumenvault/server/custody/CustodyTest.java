package io.lumenvault.server.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustodyTest {

    @Test
    void header_roundTrips() {
        SealHeader header = new SealHeader(new UUID(3, 4), Kind.QKD_CHUNK, 7, 4096);
        ByteBuffer bytes = ByteBuffer.allocate(SealHeader.BYTES);
        header.write(bytes);
        assertEquals(header, SealHeader.read(bytes.flip()));
    }

    @Test
    void header_ofAnotherFormOrKind_isRefused() {
        ByteBuffer bytes = ByteBuffer.allocate(SealHeader.BYTES);
        new SealHeader(new UUID(3, 4), Kind.QKD_CHUNK, 7, 4096).write(bytes);
        assertThrows(CustodyException.class, () -> SealHeader.read(bytes.duplicate().flip().put(0, (byte) 9)));
        bytes.put(0, (byte) 1);
        assertThrows(CustodyException.class, () -> SealHeader.read(bytes.duplicate().flip().put(1, (byte) 9)));
    }

    @Test
    void material_isWipedWhenClosed_andHasNoTextForm() {
        byte[] bytes = {1, 2, 3};
        KeyMaterial material = KeyMaterial.owning(bytes);
        assertEquals("KeyMaterial[3 bytes]", material.toString());
        material.close();
        assertEquals(0, bytes[0] | bytes[1] | bytes[2]);
    }

    @Test
    void material_comparesByContent() {
        assertTrue(KeyMaterial.owning(new byte[] {1, 2}).sameAs(KeyMaterial.owning(new byte[] {1, 2})));
        assertFalse(KeyMaterial.owning(new byte[] {1, 2}).sameAs(KeyMaterial.owning(new byte[] {1, 3})));
    }
}
