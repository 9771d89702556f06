package io.lumenvault.hsm;

/** Tells what an exception of SunPKCS11 or of {@link Cryptoki} means to a caller. */
final class Failures {

    private static final String PROVIDER_EXCEPTION = "sun.security.pkcs11.wrapper.PKCS11Exception";

    private Failures() {
    }

    /** {@link HsmUnavailableException} means that the connection is lost; every other exception leaves it as it is. */
    static HsmException translate(Throwable failure) {
        if (failure instanceof CryptokiException e) {
            return ReturnValue.isLoss(ReturnValue.name(e.code())) ? new HsmUnavailableException(e.getMessage(), e) : e;
        }
        if (failure instanceof HsmException e) {
            return e;
        }
        String code = returnValue(failure);
        if (code == null) {
            // SunPKCS11 names no return value once it holds its token for removed.
            return new HsmUnavailableException("the HSM session failed: " + failure.getMessage(), failure);
        }
        String message = "the HSM returned " + code;
        return ReturnValue.isLoss(code) ? new HsmUnavailableException(message, failure) : new HsmException(message, failure);
    }

    /** The name of the PKCS#11 return value under this exception, or null. The class is not exported, so it is known by name. */
    private static String returnValue(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().equals(PROVIDER_EXCEPTION)) {
                return t.getMessage().split("[ :(]", 2)[0];
            }
        }
        return null;
    }
}
