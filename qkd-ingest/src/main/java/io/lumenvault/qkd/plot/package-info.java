/**
 * Line plots as SVG: axes with units, linear or logarithmic, legend, curves and limits. A picture stands alone, on light
 * and dark ground; it has no script and loads nothing. Knows nothing of what it shows. Start at
 * {@link io.lumenvault.qkd.plot.Plot}.
 */
package io.lumenvault.qkd.plot;
