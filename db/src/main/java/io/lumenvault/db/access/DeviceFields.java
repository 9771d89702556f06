package io.lumenvault.db.access;

import java.util.List;

/** What is known of a device (KMIP 2.1 section 9.11); a field that is not known is the empty text. All of them together tell it. */
public record DeviceFields(String serialNumber, String deviceIdentifier, String networkIdentifier, String machineIdentifier,
        String mediaIdentifier) {

    /** The longest field, in characters. */
    public static final int LONGEST = 256;

    public DeviceFields {
        List<String> all = List.of(serialNumber, deviceIdentifier, networkIdentifier, machineIdentifier, mediaIdentifier);
        if (all.stream().allMatch(String::isEmpty)) {
            throw new IllegalArgumentException("nothing is said of the device; at least one of Device Serial Number, Device Identifier, "
                    + "Network Identifier, Machine Identifier and Media Identifier is needed");
        }
        if (all.stream().anyMatch(field -> field.length() > LONGEST || field.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("a field of more than " + LONGEST + " characters, or with control characters");
        }
    }

    /** The fields, in the order of the columns. */
    List<String> values() {
        return List.of(serialNumber, deviceIdentifier, networkIdentifier, machineIdentifier, mediaIdentifier);
    }
}
