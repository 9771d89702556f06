package io.lumenvault.server.kmip;

import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one site, started for the first of them and ended after the last. */
final class SharedKmipSite implements ParameterResolver {

    /** Short enough for tests that wait for it, long enough for a busy machine. */
    static final int MESSAGE_SECONDS = 3;

    /** Where a test may put the certificate of the site's certification authority, as kmip-other. */
    static final UUID AUTHORITY = UUID.fromString("b4c7a5b0-5f5e-4a3b-9d0e-5f8a3c1e7d21");

    /** Where a test may put the certificate of the authority of the site's clients, as kmip-other. */
    static final UUID CLIENT_AUTHORITY = UUID.fromString("5d0a5c1e-2f0b-4c57-9c3d-6c1f0b9e4a77");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KmipSite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(SharedKmipSite.class))
                .computeIfAbsent("site", key -> new Running(), Running.class).site;
    }

    private static final class Running implements AutoCloseable {

        /** Each of the processes that run tests side by side has a site of its own. */
        private final Path folder = Path.of("target", "kmip-site-" + System.getProperty("lumenvault.fork", "fork-1")).toAbsolutePath();
        private final KmipSite site;

        Running() {
            try {
                delete();
                PrivateFile.folder(folder);
                PrivateFile.write(folder.resolve("administrator-password"), "password");
                site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder, KmipSite.OPTIMISED_WHERE_OFTEN,
                        "lumenvault.kmip.preview=true", "lumenvault.kmip.interop=true", "lumenvault.kmip.triple-des=true",
                        "lumenvault.principals.administrator=officer",
                        "lumenvault.principals.teller-a=application", "lumenvault.principals.teller-b=application",
                        "lumenvault.principals.teller-c=application",
                        "lumenvault.principals.told-gone=application", "lumenvault.principals.told-handover=application",
                        "lumenvault.principals.told-parts=application",
                        "lumenvault.principals.guesser=application", "lumenvault.principals.renewed=application",
                        "lumenvault.kmip.certification-authority.certificate=" + AUTHORITY,
                        "lumenvault.kmip.certification-authority.owner=kmip-other",
                        "lumenvault.kmip.client-authority.certificate=" + CLIENT_AUTHORITY,
                        "lumenvault.kmip.client-authority.owner=kmip-other", "lumenvault.kmip.client-authority.validity=P30D",
                        "lumenvault.principals.requesting=application",
                        "lumenvault.kmip.password-files.administrator=" + folder.resolve("administrator-password"),
                        "lumenvault.kmip.message-seconds=" + MESSAGE_SECONDS,
                        "lumenvault.kmip.handshake-seconds=" + MESSAGE_SECONDS);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void delete() throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            site.close();
        }
    }
}
