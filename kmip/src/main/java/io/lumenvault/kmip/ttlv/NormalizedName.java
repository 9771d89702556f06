package io.lumenvault.kmip.ttlv;

/**
 * The specification's rule that turns a printed name into the one that XML and JSON write (KMIP Profiles, "Normalizing
 * Names"): {@code PKCS#11} becomes {@code PKCS_11}, {@code 3DES} becomes {@code DES3}.
 */
public final class NormalizedName {

    private NormalizedName() {
    }

    /** The normalized form of a printed name. */
    public static String of(String printed) {
        String spaced = printed.replace('(', ' ').replace(')', ' ').trim();
        StringBuilder joined = new StringBuilder(spaced.length());
        for (int i = 0; i < spaced.length(); i++) {
            char c = spaced.charAt(i);
            boolean nextIsLetter = i + 1 < spaced.length() && isLetter(spaced.charAt(i + 1));
            if (isLetter(c) || isDigit(c) || c == '_' || c == ' ') {
                joined.append(c);
            } else if (nextIsLetter) {
                joined.append(Character.toUpperCase(spaced.charAt(++i)));
            } else {
                joined.append('_');
            }
        }
        return joinWords(joined.toString().split(" +"));
    }

    private static String joinWords(String[] words) {
        words[0] = digitsLast(words[0]);
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }

    private static String digitsLast(String word) {
        int digits = 0;
        while (digits < word.length() && isDigit(word.charAt(digits))) {
            digits++;
        }
        return word.substring(digits) + word.substring(0, digits);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
