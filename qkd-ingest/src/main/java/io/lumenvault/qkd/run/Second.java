package io.lumenvault.qkd.run;

/**
 * One second of a run, at the clock of the link.
 *
 * @param time its end, in seconds since the light went on
 * @param raw detections in it
 * @param sifted sifted key bits in it
 * @param errorRate QBER that was seen in it; not a number where nothing was
 * @param chsh CHSH value that was seen in it; not a number where it is not measured
 * @param chshDeviation half the width of its confidence interval; not a number where it is not measured
 * @param secret secret bits a second
 */
public record Second(double time, double raw, double sifted, double errorRate, double chsh, double chshDeviation, double secret) {
}
