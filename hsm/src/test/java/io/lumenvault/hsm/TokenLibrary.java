package io.lumenvault.hsm;

/** The ways to a token that the same tests go. */
enum TokenLibrary {

    SOFTHSM2 {
        @Override
        TestToken token(String label) {
            return TestToken.create(label);
        }
    },

    /** SoftHSM2 in a process of its own, through the remoting of p11-kit. */
    P11_KIT {
        @Override
        TestToken token(String label) {
            return P11KitServer.shared().token();
        }
    },

    NSS_SOFTOKEN {
        @Override
        TestToken token(String label) {
            return NssDatabase.token();
        }
    };

    /** A fresh token; it has this label where the library lets us choose. */
    abstract TestToken token(String label);
}
