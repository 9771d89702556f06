package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that routing would take for another one is a bad request. */
class RequestUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"//q/metrics", "/x/../q/health", "/console/../kmip", "/console/%2e%2E/kmip", "/console/./v1/keys", "/console/v1/keys/..",
        "/console/v1/keys/.", "/console//v1/keys", "/..", "/console;x/v1/keys", "/console/v1/..;x/keys", "/%zz", "/a%2", "/%%32%65", "*", "console/v1/keys"})
    void pathThatRoutingWouldRewrite_isRefused(String path) {
        assertTrue(RequestUrl.fault(path, path).orElse("").contains("normal form"), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/kmip", "/console/v1/keys/", "/console/v1/principals/a.b~c", "/console/v1/principals/a%7Eb%40c", "/api/v1/keys/.../status",
        "/console/.well-known", "/console/v1/links/a%3Bb", "/..%2f..%2fetc/passwd"})
    void pathInItsNormalForm_isTaken(String path) {
        assertEquals(Optional.empty(), RequestUrl.fault(path, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/v1/audit?principal=%00", "/peer/v1/links/%00/blocks"})
    void nul_isRefused(String uri) {
        assertTrue(RequestUrl.fault(uri, "/").orElse("").contains("NUL"), uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/v1/audit?text=a//b;c/../d%"})
    void query_mayHoldWhatAPathMayNot(String uri) {
        assertEquals(Optional.empty(), RequestUrl.fault(uri, "/console/v1/audit"));
    }
}
