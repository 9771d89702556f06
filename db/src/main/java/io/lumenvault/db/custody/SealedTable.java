package io.lumenvault.db.custody;

/** The tables that hold sealed material. */
public enum SealedTable {
    MANAGED_OBJECT("managed_object", "uid"),
    ARCHIVED_OBJECT("managed_object_archive", "uid"),
    QKD_CHUNK("qkd_chunk", "id"),
    AUDIT_COSIGNER("audit_cosigner", "id");

    private final String table;
    private final String key;

    SealedTable(String table, String key) {
        this.table = table;
        this.key = key;
    }

    String table() {
        return table;
    }

    String key() {
        return key;
    }
}
