package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.server.audit.OcsfActivity.OcsfClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activities of OCSF 1.x: what makes, changes and ends objects is Entity Management, who comes and goes Authentication. */
class OcsfActivityTest {

    @ParameterizedTest
    @CsvSource({"Create, ENTITY_MANAGEMENT, 1", "Certify, ENTITY_MANAGEMENT, 1", "Re-key Key Pair, ENTITY_MANAGEMENT, 1",
        "Adjust Attribute, ENTITY_MANAGEMENT, 3", "Obliterate, ENTITY_MANAGEMENT, 4", "Deactivate, ENTITY_MANAGEMENT, 11",
        "Login, AUTHENTICATION, 1", "Logout, AUTHENTICATION, 2", "Create User, ACCOUNT_CHANGE, 1", "Grant Role, USER_ACCESS, 1",
        "Get key with key IDs, API_ACTIVITY, 2", "Encrypt, API_ACTIVITY, 99"})
    void operation_hasItsClassAndActivity(String operation, OcsfClass of, int activity) {
        assertEquals(new OcsfActivity(of, activity), OcsfActivity.of(operation));
    }
}
