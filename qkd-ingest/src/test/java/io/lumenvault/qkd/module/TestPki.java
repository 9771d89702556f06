package io.lumenvault.qkd.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, a server certificate and a module certificate, made with keytool. */
final class TestPki {
    private static final String PASSWORD = "changeit";
    private final Path folder;

    TestPki(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=test authority", "-ext", "bc:c=ca:true");
        for (String name : List.of("server", "module")) {
            keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name);
            keytool("-certreq", "-alias", name, "-file", file(name + ".csr"));
            keytool("-gencert", "-alias", "ca", "-infile", file(name + ".csr"), "-outfile", file(name + ".crt"), "-rfc",
                    "-ext", "san=ip:127.0.0.1,dns:localhost");
        }
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", file("ca.crt"));
        for (String name : List.of("server", "module")) {
            keytool("-importcert", "-alias", name, "-file", file(name + ".crt"), "-noprompt");
        }
        writeKey("module");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", file("all.p12"), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("all.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void writeKey(String alias) throws IOException, GeneralSecurityException {
        Key key = store().getKey(alias, PASSWORD.toCharArray());
        Files.writeString(folder.resolve(alias + ".key"), "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    }

    /** The server's side of mutual TLS. */
    SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore all = store();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("server", all.getKey("server", PASSWORD.toCharArray()), new char[0], all.getCertificateChain("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
