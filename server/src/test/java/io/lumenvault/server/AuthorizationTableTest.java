package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.lumenvault.server.access.AuthorizationTable;
import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.kmip.operation.CertificationAuthority;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.kmip.operation.KmipFeatures;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route and operation says who may call it, and the published table is what they say. */
class AuthorizationTableTest {

    private static final java.nio.file.Path PUBLISHED = java.nio.file.Path.of("AUTHORIZATION.md");

    @Test
    void everyRoute_declaresItsPermission_andThePublishedTableIsCurrent() throws IOException {
        String table = AuthorizationTable.markdown(declared());
        if (Boolean.getBoolean("lumenvault.write")) {
            Files.writeString(PUBLISHED, table);
        }
        assertEquals(table, Files.readString(PUBLISHED), "server/AUTHORIZATION.md is stale: ./lumenvault access matrix > server/AUTHORIZATION.md");
    }

    @Test
    void nothingButAskingWhatThereIs_theOneTimeCode_andOnesOwnPassword_isOpenToEveryCaller() {
        assertEquals(List.of("https POST /console/v1/bootstrap", "https POST /console/v1/password", "https POST /kmip",
                "kmip Discover Versions", "kmip Query"), declared().stream()
                .filter(entry -> entry.permission().isEmpty()).map(entry -> entry.protocol() + " " + entry.operation()).toList());
    }

    private static List<Declaration> declared() {
        List<Declaration> resources = new ClassFileImporter().importPackages("io.lumenvault.server").stream()
                .filter(type -> type.isAnnotatedWith(Path.class)).map(JavaClass::reflect)
                .flatMap(type -> Declaration.routes(type).stream()).toList();
        assertFalse(resources.isEmpty(), "no routes were found");
        List<Declaration> operations = new Handlers(null, null, null, null, new KmipFeatures(true, true, true, List.of(),
                Optional.of(new CertificationAuthority.Settings(new UUID(0, 0), "nobody", Duration.ZERO)), Optional.empty())).declared();
        return Stream.of(resources, operations, HttpAdmission.frameworkRoutes())
                .flatMap(List::stream).sorted().toList();
    }
}
