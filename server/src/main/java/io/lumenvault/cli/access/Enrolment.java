package io.lumenvault.cli.access;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Brings the one-time code of a site that has no officer to the site, as the officer to be. */
public final class Enrolment {

    /** Name of the file in the site's state folder. */
    public static final String FILE = "bootstrap-code";

    private Enrolment() {}

    /** @throws CommandFailure in one line, when there is no code or the site refuses it */
    public static void enrol(JsonClient officer, Path codeFile) throws IOException {
        byte[] code = read(codeFile);
        try {
            JsonClient.Answer answer = officer.send("POST", "/console/v1/bootstrap", code);
            if (answer.status() != 204) {
                throw new CommandFailure("the site made no officer: " + answer.body().path("message").asText("no reason given"));
            }
        } finally {
            Arrays.fill(code, (byte) 0);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw new CommandFailure("there is no " + file + ": a site writes it when it starts and has no officer");
        } catch (AccessDeniedException _) {
            throw new CommandFailure(file + " cannot be read: permission denied");
        }
    }
}
