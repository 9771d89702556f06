package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ForbiddenException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallerTest {

    @Test
    void callerByCertificate_isTakenWhereMachinesCall() {
        assertEquals("sae", caller("certificate").certified().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "oidc"})
    void callerByToken_isRefusedWhereMachinesCall(String method) {
        assertEquals("sae", caller(method).principal().name());
        assertThrows(ForbiddenException.class, () -> caller(method).certified());
    }

    private static HttpCaller caller(String method) {
        Principal principal = new Principal("sae", Set.of(Role.APPLICATION), method, "00");
        RoutingContext routing = (RoutingContext) Proxy.newProxyInstance(RoutingContext.class.getClassLoader(), new Class<?>[] {RoutingContext.class},
                (_, called, _) -> called.getName().equals("get") ? principal : null);
        return new HttpCaller(routing, null);
    }
}
