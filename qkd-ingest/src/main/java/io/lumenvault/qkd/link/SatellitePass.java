package io.lumenvault.qkd.link;

/**
 * One pass of a satellite in a circular orbit over a ground station, the Earth at rest below it.
 *
 * @param altitudeKm altitude of the orbit in km
 * @param highestElevation greatest elevation above the horizon in degrees
 */
public record SatellitePass(double altitudeKm, double highestElevation) {
    private static final double EARTH_KM = 6371;
    /** Gravitational constant times mass of the Earth in km^3/s^2. */
    private static final double GRAVITY = 398_600.4418;

    public SatellitePass {
        Range.check("altitude in km", altitudeKm, 100, 40_000);
        Range.check("highest elevation in degrees", highestElevation, 1, 90);
    }

    /** Central angle between station and satellite at a time in seconds from the highest point. */
    private double centralAngle(double seconds) {
        double highest = Math.toRadians(highestElevation);
        double orbit = EARTH_KM + altitudeKm;
        double nearest = Math.acos(EARTH_KM * Math.cos(highest) / orbit) - highest;
        double turned = Math.sqrt(GRAVITY / (orbit * orbit * orbit)) * seconds;
        return Math.acos(Math.cos(nearest) * Math.cos(turned));
    }

    /** Distance in km at a time in seconds from the highest point. */
    public double rangeKm(double seconds) {
        double orbit = EARTH_KM + altitudeKm;
        return Math.sqrt(EARTH_KM * EARTH_KM + orbit * orbit - 2 * EARTH_KM * orbit * Math.cos(centralAngle(seconds)));
    }

    /** Elevation in degrees at that time; negative below the horizon. */
    public double elevation(double seconds) {
        double up = (EARTH_KM + altitudeKm) * Math.cos(centralAngle(seconds)) - EARTH_KM;
        return Math.toDegrees(Math.asin(up / rangeKm(seconds)));
    }

    /** Seconds from the highest point until the satellite is at an elevation; 0 if it never is above it. */
    public double secondsAbove(double elevation) {
        double low = 0;
        double high = Math.PI / Math.sqrt(GRAVITY / Math.pow(EARTH_KM + altitudeKm, 3));
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (elevation(middle) >= elevation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
