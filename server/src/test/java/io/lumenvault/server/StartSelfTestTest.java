package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SelfTestResult;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StartSelfTestTest {

    private static RootOfTrust hsm(Supplier<List<SelfTestResult>> tests) {
        return (RootOfTrust) Proxy.newProxyInstance(StartSelfTestTest.class.getClassLoader(), new Class<?>[] {RootOfTrust.class},
                (_, method, _) -> {
                    assertEquals("selfTest", method.getName());
                    return tests.get();
                });
    }

    @Test
    void testsThatPassed_areNamed_andThoseThatATokenDoesNotAllow() {
        AuditEvent event = StartSelfTest.run(hsm(() -> List.of(new SelfTestResult("one", "AES", true, ""),
                new SelfTestResult("two", "AES", true, ""), new SelfTestResult("two", "KWP", false, "no known key"))));
        assertEquals(Result.SERVED, event.result());
        assertEquals(Map.of("tokens", "one; two", "passed", "2", "tests", "AES", "not_run", "two: KWP"), event.details());
    }

    @Test
    void testThatFailed_isRecordedAsFailed() {
        AuditEvent event = StartSelfTest.run(hsm(() -> {
            throw new HsmUnavailableException("the HSM failed its self-test: AES");
        }));
        assertEquals(Result.FAILED, event.result());
        assertEquals("the HSM failed its self-test: AES", event.reason());
    }
}
