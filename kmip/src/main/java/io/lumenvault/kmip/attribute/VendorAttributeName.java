package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.spec.ProtocolVersion;
import java.util.Objects;

/**
 * A custom attribute of 1.x or vendor attribute of 2.x. The vendors "x" (set by clients) and "y" (set by the server)
 * stand for the names with {@code x-} and {@code y-} of 1.x (2.1 section 4.60); other vendors exist in 2.x only.
 *
 * @param vendor the Vendor Identification: letters, digits, underscore, period
 * @param name the name without {@code x-} or {@code y-}
 */
public record VendorAttributeName(String vendor, String name) implements AttributeName {

    public VendorAttributeName {
        Objects.requireNonNull(name, "name");
        if (!vendor.matches("[A-Za-z0-9_.]+")) {
            throw new IllegalArgumentException("vendor identification \"" + vendor
                    + "\"; allowed are letters, digits, underscore and period");
        }
    }

    /** The client's attribute that 1.x calls {@code x-name}. */
    public static VendorAttributeName x(String name) {
        return new VendorAttributeName("x", name);
    }

    /** The server's attribute that 1.x calls {@code y-name}. */
    public static VendorAttributeName y(String name) {
        return new VendorAttributeName("y", name);
    }

    /** True for vendor "y": the client must not set, change or delete it. */
    public boolean ownedByServer() {
        return vendor.equals("y");
    }

    @Override
    public String text() {
        return vendor + "-" + name;
    }

    @Override
    public boolean availableAt(ProtocolVersion version) {
        return version.major() >= 2 || vendor.equals("x") || vendor.equals("y");
    }

    @Override
    public boolean multipleInstances() {
        return true;
    }
}
