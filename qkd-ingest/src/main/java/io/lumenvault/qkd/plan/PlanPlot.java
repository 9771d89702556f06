package io.lumenvault.qkd.plan;

import io.lumenvault.qkd.plot.Axis;
import io.lumenvault.qkd.plot.Plot;
import io.lumenvault.qkd.plot.Series;
import io.lumenvault.qkd.protocol.Protocol;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Rate against distance as a picture. */
public final class PlanPlot {
    private PlanPlot() {
    }

    /** All rates of one protocol, or the secret rate of each where there are several. */
    public static Plot of(String title, Map<Protocol, List<LinkPlan.Point>> plans) {
        Plot plot = new Plot(title, Axis.linear("distance", "km"), Axis.logarithmic("rate", "bit/s"));
        plans.forEach((protocol, points) -> {
            if (plans.size() == 1) {
                plot.add(curve("detections (1/s)", points, LinkPlan.Point::raw, Series.Style.DASHED));
                plot.add(curve("sifted key", points, LinkPlan.Point::sifted, Series.Style.DASHED));
                plot.add(curve("secret key, asymptotic", points, LinkPlan.Point::secret, Series.Style.SOLID));
                if (points.stream().anyMatch(point -> !Double.isNaN(point.finiteSecret()))) {
                    plot.add(curve("secret key, finite blocks", points, LinkPlan.Point::finiteSecret, Series.Style.SOLID));
                }
            } else {
                plot.add(curve(protocol.title(), points, LinkPlan.Point::secret, Series.Style.SOLID));
            }
        });
        return plot;
    }

    private static Series curve(String name, List<LinkPlan.Point> points, ToDoubleFunction<LinkPlan.Point> rate, Series.Style style) {
        return new Series(name, points.stream().mapToDouble(LinkPlan.Point::km).toArray(), points.stream().mapToDouble(rate).toArray(), style);
    }
}
