package io.lumenvault.hsm;

/** A PKCS#11 function returned something other than CKR_OK. */
final class CryptokiException extends HsmException {

    private final long code;

    CryptokiException(String function, long code) {
        super(function + " returned " + ReturnValue.name(code));
        this.code = code;
    }

    long code() {
        return code;
    }
}
