package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The file {@code demo.env}: endpoints and file names of the demo as {@code NAME=value}, readable by a shell. */
public final class DemoEnvironment {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

    private final Map<String, String> values;

    DemoEnvironment(Map<String, String> values) {
        this.values = values;
    }

    static DemoEnvironment of(TwoSites demo) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Site site : demo.sites()) {
            values.put("KMIP_" + site.id(), "127.0.0.1:" + site.kmipPort());
            values.put("QKD014_" + site.id(), site.url());
            values.put("CONSOLE_" + site.id(), site.consoleUrl());
        }
        values.put("CA", demo.participants().authority().toString());
        values.put("LINK", SiteConfigurationFile.LINK);
        for (String name : Participants.CALLERS) {
            Credential credential = demo.participants().credential(name);
            String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
            values.put(variable + "_CERT", credential.certificate().toString());
            values.put(variable + "_KEY", credential.key().toString());
            values.put(variable + "_ID", credential.id());
        }
        return new DemoEnvironment(values);
    }

    /** The file of a state folder; empty where no demo has ever run there. */
    public static Optional<DemoEnvironment> read(Path state) throws IOException {
        Path file = state.resolve("demo.env");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        }
        return Optional.of(new DemoEnvironment(values));
    }

    void write(Path state) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(quoted(value)).append('\n'));
        PrivateFile.write(state.resolve("demo.env"), text.toString());
    }

    /** The value of {@code name}; the error for a name that is missing lists those that are there. */
    public String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("demo.env has no " + name + "; it has " + values.keySet());
        }
        return value;
    }

    /** The certificate and key of a caller, for example {@code auditor}. */
    public Credential credential(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return new Credential(value(variable + "_ID"), Path.of(value(variable + "_CERT")), Path.of(value(variable + "_KEY")));
    }

    /** Only what a shell would misread is quoted, so that simple readers of the file need not know quotes. */
    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String text) {
        return text.startsWith("'") && text.endsWith("'") && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("'\\''", "'") : text;
    }
}
