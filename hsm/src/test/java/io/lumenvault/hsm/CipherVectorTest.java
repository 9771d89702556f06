package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresToken
class CipherVectorTest {

    static Stream<CipherVector> all() {
        return CipherVector.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void answer_isWhatTheJdkComputes(CipherVector vector) throws Exception {
        SecretKeySpec key = new SecretKeySpec(vector.key(), "AES");
        byte[] iv = vector.cipher().iv();
        Cipher cipher = Cipher.getInstance(switch (vector.cipher().mode()) {
            case ECB -> "AES/ECB/NoPadding";
            case CBC -> "AES/CBC/NoPadding";
            case CBC_PAD -> "AES/CBC/PKCS5Padding";
            case GCM -> "AES/GCM/NoPadding";
        });
        switch (vector.cipher().mode()) {
            case ECB -> cipher.init(Cipher.ENCRYPT_MODE, key);
            case CBC, CBC_PAD -> cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            case GCM -> cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(Byte.SIZE * vector.cipher().tagBytes(), iv));
        }
        if (vector.cipher().additional().length > 0) {
            cipher.updateAAD(vector.cipher().additional());
        }
        assertArrayEquals(vector.answer(), cipher.doFinal(vector.plaintext()));
    }

    @Test
    void wrongAnswers_doNotPass() {
        try (Pkcs11RootOfTrust hsm = (Pkcs11RootOfTrust) TestToken.create("vectors").open()) {
            Epoch epoch = hsm.epoch();
            try (SessionCiphers ciphers = epoch.newCiphers(); TokenObjects objects = epoch.objects()) {
                for (CipherVector vector : CipherVector.ALL) {
                    long key = objects.create(new AttributeTemplate()
                            .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                            .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                            .with(AttributeTemplate.CKA_VALUE, vector.key())
                            .with(AttributeTemplate.CKA_TOKEN, false));
                    assertTrue(vector.passes(ciphers.session(), key), vector.test());
                    byte[] wrong = vector.answer().clone();
                    wrong[0] ^= 1;
                    assertFalse(new CipherVector(vector.test(), vector.key(), vector.cipher(), vector.plaintext(), wrong)
                            .passes(ciphers.session(), key), vector.test());
                }
            }
        }
    }
}
