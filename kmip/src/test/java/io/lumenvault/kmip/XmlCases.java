package io.lumenvault.kmip;

import io.lumenvault.kmip.conformance.CaseFile;
import io.lumenvault.kmip.ttlv.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The OASIS case files; placeholders stand as values of the right type. */
public final class XmlCases {

    private XmlCases() {
    }

    /** The case files of a version such as {@code 2.1}, in the order of their names. */
    public static List<Path> files(String version) throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.path("kmip/testcases/" + version))) {
            return files.filter(path -> path.toString().endsWith(".xml")).sorted().toList();
        }
    }

    /** The messages of a file, requests and responses in turn. */
    public static List<Structure> messages(Path file) throws IOException {
        return CaseFile.read(file).steps().stream().flatMap(step -> Stream.of(step.request(), step.response())).toList();
    }
}
