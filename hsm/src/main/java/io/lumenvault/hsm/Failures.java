package io.lumenvault.hsm;

/** Tells what an exception under a call of the token means to a caller. */
final class Failures {

    private Failures() {
    }

    /** {@link HsmUnavailableException} means that the connection is lost; every other exception leaves it as it is. */
    static HsmException translate(Throwable failure) {
        return switch (failure) {
            case CryptokiException e when ReturnValue.isLoss(ReturnValue.name(e.code())) ->
                    new HsmUnavailableException("the HSM failed: " + e.getMessage(), e);
            case HsmException e -> e;
            default -> new HsmException("the HSM call failed: " + failure, failure);
        };
    }
}
