package io.lumenvault.db.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings every start passes on the command line, so that an old cluster gets the present ones and no file can weaken durability. */
final class Settings {

    private Settings() {}

    static Map<String, String> all(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "100");

        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");

        settings.put("shared_buffers", "256MB");
        settings.put("wal_buffers", "16MB");
        settings.put("max_wal_size", "2GB");
        // Files of the write-ahead log, once written, are used again: making new ones holds up every commit for as long as 16 MiB take to write.
        settings.put("min_wal_size", "1GB");
        settings.put("checkpoint_timeout", "10min");
        settings.put("checkpoint_completion_target", "0.9");
        // Short statements by index only: compiling or parallelising them costs more than it gains, and containers have little /dev/shm.
        settings.put("jit", "off");
        settings.put("max_parallel_workers_per_gather", "0");

        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] ");
        settings.put("log_checkpoints", "off");
        // Values never reach the log: neither those of prepared statements nor the text of a failed one.
        settings.put("log_parameter_max_length", "0");
        settings.put("log_parameter_max_length_on_error", "0");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        return settings;
    }
}
