package io.lumenvault.qkd.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {
    private static Document parsed(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    }

    private static Plot rates(double... rates) {
        double[] km = new double[rates.length];
        for (int i = 0; i < km.length; i++) {
            km[i] = 50.0 * i;
        }
        return new Plot("Rate", Axis.linear("distance", "km"), Axis.logarithmic("rate", "bit/s"))
                .add(new Series("secret", km, rates, Series.Style.SOLID));
    }

    private static List<String> texts(Document document) {
        List<String> texts = new ArrayList<>();
        NodeList all = document.getElementsByTagName("text");
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent());
        }
        return texts;
    }

    private static String curve(Document document, int number) {
        NodeList paths = document.getElementsByTagName("path");
        int seen = 0;
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getAttribute("class").startsWith("curve") && seen++ == number) {
                return path.getAttribute("d");
            }
        }
        throw new AssertionError("no curve " + number);
    }

    @Test
    void picture_hasTitleUnitsTicksAndLegend() throws Exception {
        List<String> texts = texts(parsed(rates(2e6, 3e5, 4e4)));
        assertTrue(texts.containsAll(List.of("Rate", "distance (km)", "rate (bit/s)", "secret", "0", "100", "10 k", "1 M", "10 M")), texts.toString());
    }

    @Test
    void logarithmicAxis_decadesAreEquallyFarApart() throws Exception {
        String[] points = curve(parsed(rates(1e6, 1e5, 1e4)), 0).substring(1).split("L");
        double[] heights = new double[3];
        for (int i = 0; i < 3; i++) {
            heights[i] = Double.parseDouble(points[i].split(" ")[1]);
        }
        assertEquals(heights[1] - heights[0], heights[2] - heights[1], 0.11);
        assertTrue(heights[1] > heights[0], "less is lower");
    }

    @Test
    void curve_whereThereIsNoRate_isInterrupted() throws Exception {
        String path = curve(parsed(rates(1e6, 0, 1e4, Double.NaN, 1e3, 1e3)), 0);
        assertEquals(4, path.split("M").length, path);
        assertEquals(2, path.split("L").length, path);
    }

    @Test
    void logarithmicAxis_nothingAboveZero_isStillAPicture() throws Exception {
        assertEquals("", curve(parsed(rates(0, 0, -1)), 0));
    }

    @Test
    void names_withMarkup_stayText() throws Exception {
        Plot plot = new Plot("a < b & \"c\"", Axis.linear("x", ""), Axis.linear("y", ""))
                .add(new Series("<script>", new double[] {1}, new double[] {0.25}, Series.Style.POINTS));
        Document document = parsed(plot);
        assertTrue(texts(document).containsAll(List.of("a < b & \"c\"", "<script>", "x")));
        assertEquals(0, document.getElementsByTagName("script").getLength());
    }

    @Test
    void picture_readsOnDarkGroundAndLoadsNothing() {
        String svg = rates(1, 10).svg();
        assertTrue(svg.contains("prefers-color-scheme: dark"));
        assertFalse(svg.contains("href") || svg.contains("url("), "stands alone");
    }

    @Test
    void curve_unequalLengthsOrDisorder_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Series("s", new double[2], new double[3], Series.Style.SOLID));
        assertThrows(IllegalArgumentException.class,
                () -> new Series("s", new double[] {2, 1}, new double[2], Series.Style.SOLID));
    }
}
