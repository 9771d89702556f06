package io.lumenvault.db.custody;

/** The tables that hold sealed material; each refuses what is sealed under a destroyed generation by a foreign key. */
public enum SealedTable {
    MANAGED_OBJECT("managed_object", "uid", "managed_object_generation"),
    ARCHIVED_OBJECT("managed_object_archive", "uid", "managed_object_archive_generation_fkey"),
    QKD_CHUNK("qkd_chunk", "id", "qkd_chunk_generation"),
    AUDIT_COSIGNER("audit_cosigner", "id", "audit_cosigner_generation"),
    USER_CREDENTIAL("user_credential_secret", "uid", "user_credential_secret_generation");

    private final String table;
    private final String key;
    private final String generationConstraint;

    SealedTable(String table, String key, String generationConstraint) {
        this.table = table;
        this.key = key;
        this.generationConstraint = generationConstraint;
    }

    String table() {
        return table;
    }

    String key() {
        return key;
    }

    /** Name of the foreign key to the generations that rows may be sealed under. */
    String generationConstraint() {
        return generationConstraint;
    }
}
