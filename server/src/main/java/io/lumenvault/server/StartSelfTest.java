package io.lumenvault.server;

import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SelfTestResult;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The HSM's self-tests at the start of a node, for the audit log (FIPS 140-3 clause 7.10). A token that fails them is not used, whatever
 * is recorded; with several, the node starts without it.
 */
final class StartSelfTest {

    private static final String OPERATION = "Self-Test HSM";

    private StartSelfTest() {}

    /** Runs them in every token that is there, and says what came of it. */
    static AuditEvent run(RootOfTrust hsm) {
        try {
            return passed(hsm.selfTest());
        } catch (HsmUnavailableException failed) {
            return AuditEvent.system("custody", OPERATION, Result.FAILED, null, Map.of()).withReason(Result.FAILED, failed.getMessage());
        }
    }

    private static AuditEvent passed(List<SelfTestResult> results) {
        List<SelfTestResult> passed = results.stream().filter(SelfTestResult::passed).toList();
        AuditEvent event = AuditEvent.system("custody", OPERATION, Result.SERVED, null, Map.of(
                "tokens", results.stream().map(SelfTestResult::token).distinct().collect(Collectors.joining("; ")),
                "passed", Integer.toString(passed.size()),
                "tests", passed.stream().map(SelfTestResult::test).distinct().collect(Collectors.joining("; "))));
        return passed.size() == results.size() ? event : event.with("not_run", results.stream().filter(result -> !result.passed())
                .map(result -> result.token() + ": " + result.test()).collect(Collectors.joining("; ")));
    }
}
