package io.lumenvault.hsm;

import java.nio.file.Path;

/**
 * Initialises a SoftHSM2 token: {@code java -cp hsm.jar io.lumenvault.hsm.TokenSetupMain LIBRARY FOLDER LABEL}, with
 * SOFTHSM2_CONF set to {@code FOLDER/softhsm2.conf} in its environment.
 */
public final class TokenSetupMain {

    private TokenSetupMain() {
    }

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: TokenSetupMain LIBRARY FOLDER LABEL (" + arguments.length + " arguments given)");
            System.exit(2);
        }
        try {
            TokenSetup token = TokenSetup.create(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
            System.out.println("token " + token.label() + " in " + token.configuration().getParent());
        } catch (HsmException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
