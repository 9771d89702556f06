package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.KmipRefusal;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import java.util.List;
import org.jboss.logging.Logger;

/** Refusals of items for reasons that the door does not see: each is recorded by it before the client is told. */
final class ItemRefusals {

    private static final Logger LOG = Logger.getLogger(ItemRefusals.class);

    private final Door door;

    ItemRefusals(Door door) {
        this.door = door;
    }

    /** What failed outside the door, an HSM that is away for example, is told apart and recorded by it. */
    KmipException failed(Call call, RuntimeException failure) {
        if (call.permission() == null) {
            LOG.error(call.operation().text() + " failed", failure);
            return new KmipException(ResultReason.GENERAL_FAILURE, "the request failed");
        }
        try {
            return door.pass(call.request(), List.of(), () -> {
                throw failure;
            });
        } catch (VaultException told) {
            return Refusals.of(told);
        }
    }

    /** Without the right, not even the payload is looked at. */
    void requirePermission(Call call) {
        if (call.permission() != null && !call.principal().may(call.permission())) {
            door.pass(call.request(), List.of(), () -> null);
        }
    }

    /** Records a refusal that did not come from the door. @return what the client is told */
    KmipException recorded(Call call, KmipException refused) {
        if (call.permission() == null) {
            return refused;
        }
        try {
            door.refuse(call.request(), List.of(), new KmipRefusal(refused));
            return refused;
        } catch (VaultException unrecorded) {
            return Refusals.of(unrecorded);
        }
    }
}
