package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.SplitKeyMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * Polynomial sharing in GF(2^8) and GF(2^16) as KMIP 2.1 section 13.1 defines them: GF(2^8) by x^8+x^4+x^3+x^2+1, and GF(2^16) as
 * GF(2^8)[y]/(y^2+y+m) with m = 0x3A, an element uy+v being the bytes u, v. Products take the same time for all operands.
 */
final class BinaryFieldSharing {

    private static final int REDUCTION = 0x1D;
    private static final int M = 0x3A;

    private final int unit;

    private BinaryFieldSharing(int unit) {
        this.unit = unit;
    }

    static BinaryFieldSharing of(SplitKeyMethod method) {
        return new BinaryFieldSharing(method == SplitKeyMethod.POLYNOMIAL_SHARING_GF_216 ? 2 : 1);
    }

    List<byte[]> split(byte[] secret, int parts, int threshold, IntFunction<byte[]> random) {
        List<byte[]> coefficients = new ArrayList<>();
        for (int degree = 1; degree < threshold; degree++) {
            coefficients.add(random.apply(secret.length));
        }
        List<byte[]> shares = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            byte[] share = new byte[secret.length];
            for (int at = 0; at < secret.length; at += unit) {
                int value = 0;
                for (int degree = threshold - 1; degree >= 1; degree--) {
                    value = times(value ^ element(coefficients.get(degree - 1), at), part);
                }
                put(share, at, value ^ element(secret, at));
            }
            shares.add(share);
        }
        coefficients.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        return shares;
    }

    /** Interpolation at 0 by Lagrange. */
    byte[] join(SortedMap<Integer, byte[]> shares) {
        byte[] secret = new byte[shares.get(shares.firstKey()).length];
        shares.forEach((part, share) -> {
            int weight = 1;
            for (int other : shares.keySet()) {
                if (other != part) {
                    weight = times(weight, times(other, inverse(other ^ part)));
                }
            }
            for (int at = 0; at < secret.length; at += unit) {
                put(secret, at, element(secret, at) ^ times(weight, element(share, at)));
            }
        });
        return secret;
    }

    private int element(byte[] bytes, int at) {
        return unit == 1 ? bytes[at] & 0xFF : (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
    }

    private void put(byte[] bytes, int at, int element) {
        bytes[at + unit - 1] = (byte) element;
        if (unit == 2) {
            bytes[at] = (byte) (element >>> Byte.SIZE);
        }
    }

    int times(int a, int b) {
        if (unit == 1) {
            return product(a, b);
        }
        int r = a >>> Byte.SIZE;
        int s = a & 0xFF;
        int u = b >>> Byte.SIZE;
        int v = b & 0xFF;
        int sv = product(s, v);
        int ru = product(r, u);
        return (product(r ^ s, u ^ v) ^ sv) << Byte.SIZE | product(ru, M) ^ sv;
    }

    /** a to the power of the field's size less 2. */
    int inverse(int a) {
        int size = 1 << unit * Byte.SIZE;
        int result = 1;
        int power = a;
        for (int exponent = size - 2; exponent > 0; exponent >>>= 1) {
            if ((exponent & 1) == 1) {
                result = times(result, power);
            }
            power = times(power, power);
        }
        return result;
    }

    private static int product(int a, int b) {
        int result = 0;
        int shifted = a;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            result ^= shifted & -(b >>> bit & 1);
            shifted = shifted << 1 & 0xFF ^ REDUCTION & -(shifted >>> 7 & 1);
        }
        return result;
    }
}
