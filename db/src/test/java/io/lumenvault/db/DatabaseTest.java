package io.lumenvault.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A test class with a database of its own, which is there before anything else of it begins. */
public abstract class DatabaseTest {

    protected static TestDatabase started;
    protected static Database database;

    @TempDir
    static Path databaseFolder;

    @BeforeAll
    static void startDatabase() throws Exception {
        started = TestDatabase.start(databaseFolder);
        database = started.database();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        started.close();
    }
}
