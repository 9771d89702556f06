package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The processes of a server as the system shows them, to tell one that recovers for long from one that recovers no more.
 *
 * @param children all that the postmaster has
 * @param recovers whether one of them is the startup process, which replays the write-ahead log
 * @param waitsForDisk whether the kernel holds one of those that recover: it is at work, and no signal would end it
 * @param work the processes that recover with the processor time they have used; as long as it changes, there is progress
 */
record ServerProcesses(List<ProcessHandle> children, boolean recovers, boolean waitsForDisk, List<String> work) {

    private static final String STARTUP = "startup";
    /** Those that replay the log and write what was replayed. Others, which wake up now and then, say nothing of progress. */
    private static final Set<String> RECOVERING = Set.of(STARTUP, "checkpointer", "io worker");
    private static final String TITLE = "postgres: ";
    private static final int STATE = 0;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    ServerProcesses {
        children = List.copyOf(children);
        work = List.copyOf(work);
    }

    /** Looks at the processes below a postmaster. */
    static ServerProcesses below(ProcessHandle postmaster) throws IOException {
        List<ProcessHandle> children = postmaster.children().toList();
        List<String> work = new ArrayList<>();
        boolean recovers = false;
        boolean waits = false;
        for (ProcessHandle child : children) {
            String title = read(child, "cmdline").replace('\0', ' ').strip();
            String kind = title.startsWith(TITLE) ? RECOVERING.stream().filter(title.substring(TITLE.length())::startsWith).findFirst().orElse("") : "";
            String status = read(child, "stat");
            if (kind.isEmpty() || status.isEmpty()) {
                continue;
            }
            // The second field, the name in parentheses, may hold spaces.
            String[] fields = status.substring(status.lastIndexOf(')') + 1).strip().split(" ");
            recovers |= kind.equals(STARTUP) && !fields[STATE].equals("Z");
            waits |= fields[STATE].equals("D");
            work.add(child.pid() + " " + fields[USER_TIME] + " " + fields[SYSTEM_TIME]);
        }
        return new ServerProcesses(children, recovers, waits, work);
    }

    /** Empty where the process has ended. */
    private static String read(ProcessHandle process, String file) throws IOException {
        Path path = Path.of("/proc", Long.toString(process.pid()), file);
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (!process.isAlive()) {
                return "";
            }
            throw e;
        }
    }
}
