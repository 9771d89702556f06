package io.lumenvault.cli.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Plan, run and report as they are typed. */
class LinkCommandTest {

    @TempDir
    private Path folder;

    private String run(String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new LinkCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        assertEquals(0, line.execute(words), out.toString());
        return out.toString();
    }

    @Test
    void plan_printsARowForEachDistanceAndDrawsAPicture() throws Exception {
        Path svg = folder.resolve("plan.svg");
        String text = run("plan", "--to", "100", "--step", "25", "--svg", svg.toString());
        List<String> rows = text.lines().filter(line -> line.matches("\\d+\\.\\d .*")).toList();
        assertEquals(5, rows.size(), text);
        assertTrue(rows.get(2).startsWith("50.0") && rows.get(2).contains("10.00"), text);
        assertTrue(Files.readString(svg).contains("distance (km)"));
    }

    @Test
    void plan_ofAllProtocols_showsChshForE91() throws Exception {
        String text = run("plan", "--protocol", "all", "--to", "50", "--step", "50", "--svg", folder.resolve("all.svg").toString());
        assertTrue(text.contains("CHSH S") && text.contains("MDI-BB84") && text.contains("BBM92"), text);
    }

    @Test
    void pass_printsItsRowsAndItsTotal() throws Exception {
        Path svg = folder.resolve("pass.svg");
        String text = run("pass", "--svg", svg.toString());
        assertTrue(text.contains("whole pass of") && text.contains("as one block"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("0 ") && line.contains("70.0")), text);
        assertTrue(Files.readString(svg).contains("time from the highest point (s)"));
    }

    @Test
    void runWithEavesdropper_isShownRecordedAndReported() throws Exception {
        Path record = folder.resolve("run.jsonl");
        String text = run("run", "--fast", "--for", "6", "--clock", "1e8", "--distance", "10", "--gate", "1", "--block-bits", "262144", "--intercept", "0.8",
                "--eve-from", "3", "--record", record.toString());
        assertEquals(6, text.lines().filter(line -> line.contains("QBER") && line.contains("raw")).count(), text);
        assertTrue(text.contains("block discarded: QBER"), text);
        assertTrue(text.contains("equal at both ends"), text);
        Path page = folder.resolve("page.html");
        run("report", record.toString(), "--output", page.toString());
        String html = Files.readString(page);
        assertTrue(html.contains("intercept-resend of 80.00 % from 3 s") && html.contains("threshold") && html.contains("discarded: QBER"), html);
        assertEquals(2, html.split("<svg xmlns", -1).length - 1, "two pictures");
        assertFalse(html.contains("src=") || html.contains("<link") || html.contains("<script"), "the page stands alone");
    }

    @Test
    void runOfE91_showsTheChshValueAndItsPicture() throws Exception {
        Path record = folder.resolve("e91.jsonl");
        String text = run("run", "--protocol", "e91", "--fast", "--for", "2", "--distance", "2", "--gate", "1", "--block-bits", "131072",
                "--record", record.toString());
        assertTrue(text.lines().anyMatch(line -> line.matches(".*QBER .*  S 2\\.\\d+ \\+- 0\\.\\d+  secret.*")), text);
        assertTrue(text.contains("equal at both ends"), text);
        Path page = folder.resolve("page.html");
        run("report", record.toString(), "--output", page.toString());
        assertTrue(Files.readString(page).contains("classical limit"));
    }

    private static final String[] MDI = {"run", "--protocol", "mdi", "--fast", "--for", "4", "--clock", "1e8", "--distance", "1", "--efficiency", "0.9",
        "--dead-time", "0", "--block-bits", "131072", "--record"};

    private String mdi(String... more) {
        Path record = folder.resolve("mdi.jsonl");
        return run(Stream.of(Stream.of(MDI), Stream.of(record.toString()), Stream.of(more)).flatMap(words -> words).toArray(String[]::new));
    }

    @Test
    void runOfMdi_distilsKey_andARelayThatLiesEndsIt() {
        String honest = mdi();
        assertTrue(honest.lines().anyMatch(line -> line.matches("[1-9] blocks distilled, 0 discarded, [1-9]\\d+ secret bits, equal at both ends")), honest);
        String lied = mdi("--relay-lies", "0.5");
        assertTrue(lied.contains("eavesdropper: a relay that lies in 50.00 %") && lied.contains("block discarded: the finite-key length"), lied);
        assertTrue(lied.contains("0 blocks distilled"), lied);
    }

    @Test
    void runShorterThanABlock_saysSo() {
        String text = run("run", "--fast", "--for", "1", "--clock", "1e7", "--gate", "1", "--record", folder.resolve("short.jsonl").toString());
        assertTrue(text.lines().anyMatch(line -> line.matches("a block of 1048576 sifted bits takes about \\d+ s, longer than the run: .*")), text);
        assertFalse(mdi().contains("longer than the run"));
    }

    @Test
    void relayThatLies_ofAProtocolWithoutOne_isWrongUsage() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new LinkCommand());
        line.setErr(new PrintWriter(err, true));
        assertEquals(2, line.execute("run", "--relay-lies", "0.5"));
        assertTrue(err.toString().contains("--relay-lies is for mdi only"), err.toString());
    }

    @Test
    void run_leavesNothingBehind() throws Exception {
        long before = leftovers();
        run("run", "--fast", "--for", "1", "--clock", "1e7", "--gate", "1", "--record", folder.resolve("r.jsonl").toString());
        assertEquals(before, leftovers());
    }

    private static long leftovers() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("lumenvault-link")).count();
        }
    }

    @Test
    void report_ofSomethingElse_namesTheLine() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "{\"kind\":\"run\"}\nnot json\n");
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new LinkCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.append(failure.getMessage());
            return 1;
        });
        assertEquals(1, line.execute("report", file.toString()));
        assertEquals(file + " is not the file of a run: line 2 is none of run, second, block", err.toString());
    }
}
