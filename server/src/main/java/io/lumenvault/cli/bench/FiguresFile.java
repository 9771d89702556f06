package io.lumenvault.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The file that figures are written to. That it can be written is seen before anything is measured, not after it.
 *
 * @param path where it is
 */
record FiguresFile(Path path) {

    /** Reads the option; nothing is created yet. */
    static final class Converter implements ITypeConverter<FiguresFile> {

        @Override
        public FiguresFile convert(String text) {
            Path path = Path.of(text);
            String obstacle = obstacle(path, path.toAbsolutePath().getParent());
            if (obstacle != null) {
                throw new TypeConversionException(path + " cannot be written: " + obstacle);
            }
            return new FiguresFile(path);
        }

        private static String obstacle(Path path, Path folder) {
            if (Files.isDirectory(path) || folder == null) {
                return "it is a folder";
            }
            if (Files.exists(path)) {
                return Files.isWritable(path) ? null : "permission denied";
            }
            if (!Files.isDirectory(folder)) {
                return "there is no folder " + folder;
            }
            return Files.isWritable(folder) ? null : "permission denied in " + folder;
        }
    }

    void write(List<Measurement> measurements) {
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(path.toFile(), measurements);
        } catch (IOException e) {
            throw new CommandFailure("the figures cannot be written to " + path + ": " + e.getMessage(), e);
        }
    }
}
