package io.lumenvault.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private static final String STATUS = """
            {"site":"A","links":[{"link":"link-ab","state":"run","alarm":null,"qber":0.0213,"sifted_rate":1250000.0,"secret_rate":310000.0,
            "epsilon":1e-9,"available_bits":2097152,"blocks":3,"discarded":1}],"deliveries":7,"refusals":2,"objects":5}""";

    private final StringWriter text = new StringWriter();

    private static Optional<StatusWatch.Both> status(String json) throws Exception {
        SiteStatus status = SiteStatus.of(new ObjectMapper().readTree(json));
        return Optional.of(new StatusWatch.Both(status, status));
    }

    private LiveView view(boolean terminal) {
        return new LiveView(new PrintWriter(text), terminal);
    }

    @Test
    void show_withoutTerminal_printsOnePlainLine() throws Exception {
        view(false).show(status(STATUS), Duration.ofSeconds(12));
        assertEquals("  12 s  link run  qber 2.13 %  sifted 1.25 Mbit/s  secret 310.0 kbit/s  epsilon 1.0e-09  "
                + "available A 2.10 Mbit B 2.10 Mbit  delivered 14  refused 4\n", text.toString());
    }

    @Test
    void show_chshValue_isBesideTheErrorRateWhereItIsMeasured() throws Exception {
        String e91 = STATUS.replace("\"discarded\":1}", "\"discarded\":1,\"chsh\":2.6911,\"chsh_sigma\":0.0062}");
        view(false).show(status(e91), Duration.ofSeconds(12));
        assertTrue(text.toString().contains("qber 2.13 %  S 2.691 (0.006)  sifted"), text.toString());
    }

    @Test
    void show_alarm_isSaid() throws Exception {
        view(false).show(status(STATUS.replace("\"alarm\":null", "\"alarm\":\"QBER too high\"")), Duration.ofSeconds(12));
        assertTrue(text.toString().endsWith("ALARM QBER too high\n"), text.toString());
    }

    @Test
    void show_onTerminal_redrawsInPlace() throws Exception {
        LiveView view = view(true);
        view.show(status(STATUS), Duration.ofSeconds(1));
        long rows = text.toString().lines().count();
        assertFalse(text.toString().contains("\033[" + rows + "A"));
        view.show(status(STATUS), Duration.ofSeconds(2));
        assertTrue(text.toString().contains("\033[" + rows + "A"), "the second picture begins by going up to the first");
    }

    @Test
    void show_tooSoon_isSkipped() throws Exception {
        LiveView view = view(false);
        view.show(status(STATUS), Duration.ofSeconds(1));
        view.show(status(STATUS), Duration.ofSeconds(2));
        assertEquals(1, text.toString().lines().count());
    }

    @Test
    void show_figuresUnknown_areDashes() throws Exception {
        view(false).show(status("{\"links\":[]}"), Duration.ZERO);
        assertTrue(text.toString().contains("qber -  sifted -  secret -  epsilon -  available A 0 bit B 0 bit"), text.toString());
    }
}
