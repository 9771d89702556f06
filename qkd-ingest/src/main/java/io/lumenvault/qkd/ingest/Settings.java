package io.lumenvault.qkd.ingest;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;

/** Typed reading of a properties file; every complaint names the file, the key and the value. */
public final class Settings {
    private final Path file;
    private final Properties values = new Properties();
    private final TreeSet<String> unread = new TreeSet<>();

    /** @throws IllegalArgumentException where the file is no properties file */
    public Settings(Path file) throws IOException {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        }
        unread.addAll(values.stringPropertyNames());
    }

    private <T> T parse(String key, String fallback, String kind, Function<String, T> parser) {
        unread.remove(key);
        String text = values.getProperty(key, fallback);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(file + ": '" + key + "' is missing; it is " + kind);
        }
        try {
            return parser.apply(text.strip());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": '" + key + "' is '" + text.strip() + "'; it must be " + kind);
        }
    }

    /** A text that must be there. */
    public String text(String key) {
        return parse(key, null, "a text", s -> s);
    }

    /** A text. */
    public String text(String key, String fallback) {
        return parse(key, fallback, "a text", s -> s);
    }

    /** A file, found from the folder of the settings. */
    public Path path(String key) {
        return parse(key, null, "a file name", s -> file.toAbsolutePath().getParent().resolve(s).normalize());
    }

    /** A URI that must be there. */
    public URI uri(String key) {
        return parse(key, null, "a URI", URI::create);
    }

    /** A number that must be there. */
    public double number(String key) {
        return parse(key, null, "a number", Double::parseDouble);
    }

    /** A number. */
    public double number(String key, double fallback) {
        return parse(key, Double.toString(fallback), "a number", Double::parseDouble);
    }

    /** A whole number. */
    public int integer(String key, int fallback) {
        return parse(key, Integer.toString(fallback), "a whole number", Integer::parseInt);
    }

    /** Numbers with commas between. */
    public List<Double> numbers(String key, String fallback) {
        return parse(key, fallback, "numbers with commas between",
                s -> Arrays.stream(s.split(",")).map(String::strip).map(Double::valueOf).toList());
    }

    /** An address as {@code host:port}. */
    public InetSocketAddress address(String key) {
        return parse(key, null, "an address as host:port", s -> {
            int colon = s.lastIndexOf(':');
            return new InetSocketAddress(s.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(s.substring(colon + 1)));
        });
    }

    /** Refuses settings that nothing has read: they are spelt wrong or belong elsewhere. */
    public void refuseUnknown() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(file + ": unknown " + (unread.size() == 1 ? "setting " : "settings ")
                    + String.join(", ", unread));
        }
    }
}
