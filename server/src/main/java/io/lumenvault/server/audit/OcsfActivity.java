package io.lumenvault.server.audit;

import java.util.Map;

/**
 * Which class and activity of OCSF an operation is.
 *
 * @param classUid the event class
 * @param activityId the activity's number in its class; 99 is Other
 */
record OcsfActivity(OcsfClass classUid, int activityId) {

    private static final int OTHER = 99;

    /** The classes that entries are mapped to. */
    enum OcsfClass {
        ACCOUNT_CHANGE(3001, "Account Change"),
        AUTHENTICATION(3002, "Authentication"),
        ENTITY_MANAGEMENT(3004, "Entity Management"),
        USER_ACCESS(3005, "User Access Management"),
        API_ACTIVITY(6003, "API Activity");

        private static final int CLASSES_OF_A_CATEGORY = 1000;

        private final int uid;
        private final String title;

        OcsfClass(int uid, String title) {
            this.uid = uid;
            this.title = title;
        }

        int uid() {
            return uid;
        }

        String title() {
            return title;
        }

        int category() {
            return uid / CLASSES_OF_A_CATEGORY;
        }
    }

    private static OcsfActivity entity(int activity) {
        return new OcsfActivity(OcsfClass.ENTITY_MANAGEMENT, activity);
    }

    private static OcsfActivity api(int activity) {
        return new OcsfActivity(OcsfClass.API_ACTIVITY, activity);
    }

    private static final Map<String, OcsfActivity> OF_OPERATION = Map.ofEntries(
            Map.entry("Create", entity(1)), Map.entry("Create Key Pair", entity(1)), Map.entry("Register", entity(1)),
            Map.entry("Import", entity(1)), Map.entry("Derive Key", entity(1)), Map.entry("Re-key", entity(1)),
            Map.entry("Encapsulate", entity(1)), Map.entry("Decapsulate", entity(1)), Map.entry("Certify", entity(1)),
            Map.entry("Re-certify", entity(1)), Map.entry("Re-key Key Pair", entity(1)), Map.entry("Create Split Key", entity(1)),
            Map.entry("Join Split Key", entity(1)), Map.entry("Create Group", entity(1)),
            Map.entry("Add Attribute", entity(3)), Map.entry("Modify Attribute", entity(3)), Map.entry("Set Attribute", entity(3)),
            Map.entry("Adjust Attribute", entity(3)), Map.entry("Obliterate", entity(4)), Map.entry("Deactivate", entity(11)),
            Map.entry("Delete Attribute", entity(3)), Map.entry("Destroy", entity(4)), Map.entry("Activate", entity(10)),
            Map.entry("Revoke", entity(11)), Map.entry("Archive", entity(9)), Map.entry("Recover", entity(8)),
            Map.entry("Authenticate", new OcsfActivity(OcsfClass.AUTHENTICATION, 1)),
            Map.entry("Login", new OcsfActivity(OcsfClass.AUTHENTICATION, 1)),
            Map.entry("Delegated Login", new OcsfActivity(OcsfClass.AUTHENTICATION, 1)),
            Map.entry("Logout", new OcsfActivity(OcsfClass.AUTHENTICATION, 2)),
            Map.entry("Create User", new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, 1)),
            Map.entry("Create Principal", new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, 1)),
            Map.entry("Enable Principal", new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, 2)),
            Map.entry("Disable Principal", new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, 5)),
            Map.entry("Delete Principal", new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, 6)),
            Map.entry("Grant Role", new OcsfActivity(OcsfClass.USER_ACCESS, 1)),
            Map.entry("Revoke Role", new OcsfActivity(OcsfClass.USER_ACCESS, 2)),
            Map.entry("Get", api(2)), Map.entry("Get Key", api(2)), Map.entry("Get Attributes", api(2)), Map.entry("Locate", api(2)),
            Map.entry("Get Attribute List", api(2)), Map.entry("Export", api(2)), Map.entry("Get key", api(2)),
            Map.entry("Get key with key IDs", api(2)), Map.entry("Put", api(2)), Map.entry("Notify", api(2)),
            Map.entry("Search Audit", api(2)), Map.entry("Export Audit", api(2)), Map.entry("List Keys", api(2)));

    static OcsfActivity of(String operation) {
        return OF_OPERATION.getOrDefault(operation, api(OTHER));
    }
}
