package io.lumenvault.cli.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file to be written. That it can be is seen before the work, not after it.
 *
 * @param path where it is
 */
record OutputFile(Path path) {

    /** Reads the option; nothing is created yet. */
    static final class Converter implements ITypeConverter<OutputFile> {

        @Override
        public OutputFile convert(String text) {
            Path path = Path.of(text);
            Path folder = path.toAbsolutePath().getParent();
            if (Files.isDirectory(path) || folder == null) {
                throw new TypeConversionException(path + " cannot be written: it is a folder");
            }
            if (!Files.isDirectory(folder)) {
                throw new TypeConversionException(path + " cannot be written: there is no folder " + folder);
            }
            if (!Files.isWritable(Files.exists(path) ? path : folder)) {
                throw new TypeConversionException(path + " cannot be written: permission denied");
            }
            return new OutputFile(path);
        }
    }

    void write(String text) throws IOException {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }
}
