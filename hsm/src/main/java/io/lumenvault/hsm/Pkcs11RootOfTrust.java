package io.lumenvault.hsm;

import java.util.List;

/** The root of trust on a PKCS#11 token. */
public final class Pkcs11RootOfTrust implements RootOfTrust {

    private Pkcs11RootOfTrust() {
    }

    /**
     * Connects, checks mechanisms and known answers, and makes the signing key if it is absent.
     *
     * @throws TokenAbsentException    where the library has no initialised token of that label
     * @throws WrongPinException       where the token refuses the PIN
     * @throws HsmUnavailableException where the token does not answer
     * @throws HsmException            where the library cannot be loaded, lacks a mechanism, or fails its self-test
     */
    public static Pkcs11RootOfTrust open(HsmConfig config) {
        throw new HsmException("PKCS#11 is not connected yet");
    }

    @Override
    public MasterKey activeMasterKey() {
        throw new HsmException("not connected");
    }

    @Override
    public List<MasterKey> masterKeys() {
        throw new HsmException("not connected");
    }

    @Override
    public MasterKey createMasterKey() {
        throw new HsmException("not connected");
    }

    @Override
    public byte[] seal(int generation, byte[] plaintext) {
        throw new HsmException("not connected");
    }

    @Override
    public byte[] open(int generation, byte[] sealed) {
        throw new HsmException("not connected");
    }

    @Override
    public byte[] sign(byte[] data) {
        throw new HsmException("not connected");
    }

    @Override
    public byte[] signaturePublicKey() {
        throw new HsmException("not connected");
    }

    @Override
    public void random(byte[] out) {
        throw new HsmException("not connected");
    }

    @Override
    public HsmHealth health() {
        throw new HsmException("not connected");
    }

    @Override
    public void close() {
    }
}
