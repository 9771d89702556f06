package io.lumenvault.ground;

/** Short texts that people write for people. PostgreSQL holds no NUL, and a terminal takes other control characters for commands. */
public final class PlainText {

    /** Characters of the longest. */
    public static final int LONGEST = 200;

    private PlainText() {}

    /** Whether a text has 1 to 200 characters, all of them printable. */
    public static boolean is(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
