package io.lumenvault.cli.witness;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.FileFaults;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.witness.Witness;
import io.lumenvault.witness.WitnessKey;
import io.lumenvault.witness.WitnessServer;
import io.lumenvault.witness.WitnessedHeads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a witness in the foreground. */
@Command(name = "witness", description = {"Cosign the heads of audit logs on another machine, each only if it extends the one before (C2SP tlog-witness).",
        "The witness keeps its key and the last head of each log in its folder; it prints its own key, which the logs' sites name."})
public final class WitnessCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;

    @Mixin
    private HelpOption help;

    @Option(names = "--folder", paramLabel = "FOLDER", required = true, description = "Where the witness keeps its key and what it has seen.")
    private Path folder;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Name of the witness, for example witness.example/w1.")
    private String name;

    @Option(names = "--logs", paramLabel = "FILE", required = true, description = "Keys of the logs to witness, one a line, as 'audit head --keys' prints them.")
    private Path logs;

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8750", description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String listen;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrivateFile.folder(folder);
        List<NoteKey> known = keys();
        WitnessKey key = key();
        try (WitnessServer server = new WitnessServer(new Witness(key, new WitnessedHeads(folder), known, Clock.systemUTC()), address())) {
            System.out.println("lumenvault witness ready: " + server.address().getHostString() + ":" + server.address().getPort() + ", key " + key.cosigner().vkey());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
        }
        return 0;
    }

    private WitnessKey key() throws IOException {
        try {
            return WitnessKey.open(folder, name);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("--name '" + name + "': " + wrong.getMessage(), wrong);
        }
    }

    private List<NoteKey> keys() throws IOException {
        try {
            List<NoteKey> keys = FileFaults.text(logs, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(NoteKey::parse).toList();
            if (keys.isEmpty()) {
                throw new CommandFailure(logs + " names no log");
            }
            return keys;
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(logs + ": " + wrong.getMessage(), wrong);
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= MOST_PORT) {
                return new InetSocketAddress(listen.substring(0, colon), port);
            }
        } catch (NumberFormatException notANumber) {
            throw new CommandFailure("--listen '" + listen + "' is not HOST:PORT", notANumber);
        }
        throw new CommandFailure("--listen '" + listen + "' is not HOST:PORT");
    }
}
