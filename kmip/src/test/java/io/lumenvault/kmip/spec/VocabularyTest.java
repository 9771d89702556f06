package io.lumenvault.kmip.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.ttlv.NormalizedName;
import io.lumenvault.kmip.ttlv.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

    @ParameterizedTest
    @CsvSource({"Unique Identifier,UniqueIdentifier", "PKCS#11,PKCS_11", "3DES,DES3", "Pre-Active,PreActive",
        "HMAC-SHA256,HMAC_SHA256", "X.509,X_509", "Re-key Key Pair,ReKeyKeyPair", "MAC/Signature,MACSignature",
        "IV/Counter/Nonce,IVCounterNonce", "Template-Attribute,TemplateAttribute", "ANSI X9.31,ANSIX9_31"})
    void normalizedName_printedNames_giveTheNamesOfTheCases(String printed, String normalized) {
        assertEquals(normalized, NormalizedName.of(printed));
    }

    /** Counts of client-to-server and server-to-client operations by version, from the enumeration tables. */
    @ParameterizedTest
    @CsvSource({"1,0,28", "1,1,30", "1,2,41", "1,3,41", "1,4,43", "2,0,53", "2,1,59"})
    void operations_byVersion_areAsManyAsTheTablesHave(int major, int minor, int expected) {
        ProtocolVersion version = new ProtocolVersion(major, minor);
        long count = java.util.Arrays.stream(Operation.values()).filter(o -> o.availableAt(version)).count();
        assertEquals(expected, count);
    }

    @ParameterizedTest
    @EnumSource(ResultReason.class)
    void at_anyReasonAndVersion_isOneThatTheVersionHas(ResultReason reason) {
        for (ProtocolVersion version : ProtocolVersion.supported()) {
            assertTrue(reason.at(version).availableAt(version), reason + " at " + version);
        }
    }

    @Test
    void at_wrongState_isPermissionDeniedInVersion1() {
        assertEquals(ResultReason.PERMISSION_DENIED, ResultReason.WRONG_KEY_LIFECYCLE_STATE.at(ProtocolVersion.V1_4));
        assertEquals(ResultReason.WRONG_KEY_LIFECYCLE_STATE,
                ResultReason.WRONG_KEY_LIFECYCLE_STATE.at(ProtocolVersion.V2_1));
        assertEquals(ResultReason.ITEM_NOT_FOUND, ResultReason.OBJECT_NOT_FOUND.at(ProtocolVersion.V1_0));
    }

    /** 1.4 sections 11.4, 11.5 and 11.30. */
    @ParameterizedTest
    @CsvSource({"INVALID_CORRELATION_VALUE, ITEM_NOT_FOUND, INVALID_CORRELATION_VALUE",
        "INVALID_OBJECT_TYPE, PERMISSION_DENIED, INVALID_OBJECT_TYPE",
        "SERVER_LIMIT_EXCEEDED, GENERAL_FAILURE, SERVER_LIMIT_EXCEEDED",
        "INDEX_OUT_OF_BOUNDS, INDEX_OUT_OF_BOUNDS, SERVER_LIMIT_EXCEEDED"})
    void at_reasonOfOneVersion_isThatOfTheSameFaultInTheOther(ResultReason reason, ResultReason in1, ResultReason in2) {
        assertEquals(in1, reason.at(ProtocolVersion.V1_4));
        assertEquals(in2, reason.at(ProtocolVersion.V2_1));
    }

    @Test
    void template_objectType_endsWithVersion14() {
        assertTrue(ObjectType.TEMPLATE.availableAt(ProtocolVersion.V1_4));
        assertFalse(ObjectType.TEMPLATE.availableAt(ProtocolVersion.V2_0));
    }

    @Test
    void find_codeThatNoTableHas_isEmpty() {
        assertTrue(Enumerations.find(State.class, 0x80000001).isEmpty());
        assertEquals("0x80000001", Enumerations.describe(Tag.STATE, 0x80000001));
        assertEquals("Pre-Active", Enumerations.describe(Tag.STATE, 1));
    }

    @Test
    void mask_ofBits_isTheirSum() {
        int mask = KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT);
        assertEquals(12, mask);
        assertTrue(CryptographicUsageMask.ENCRYPT.in(mask));
        assertEquals(2, KmipMask.bits(CryptographicUsageMask.class, mask).size());
    }
}
