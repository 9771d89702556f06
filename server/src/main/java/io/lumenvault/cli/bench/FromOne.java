package io.lumenvault.cli.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1: less than that measures nothing. */
public final class FromOne implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new TypeConversionException("'" + text + "' is not a whole number from 1");
        }
        return Integer.valueOf(text);
    }
}
