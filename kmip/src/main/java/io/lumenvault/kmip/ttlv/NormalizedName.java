package io.lumenvault.kmip.ttlv;

/**
 * The specification's rule that turns a printed name into the one that XML and JSON write (KMIP Profiles, "Normalizing
 * Names"): {@code PKCS#11} becomes {@code PKCS_11}, {@code 3DES} becomes {@code DES3}.
 */
public final class NormalizedName {

    private NormalizedName() {
    }

    /**
     * The normalized form of a printed name: a character that is neither letter, digit nor underscore separates words
     * where a letter and a lower-case letter follow it (Pre-Active, MAC/Signature), and is an underscore elsewhere
     * (HMAC-SHA256, PKCS#11); digits at the start go to the end of the first word; words are joined, each with a capital.
     */
    public static String of(String printed) {
        StringBuilder words = new StringBuilder(printed.replace('(', ' ').replace(')', ' ').trim());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_' && c != ' ') {
                boolean startsWord = i + 2 < words.length() && isLetter(words.charAt(i + 1))
                        && Character.isLowerCase(words.charAt(i + 2));
                words.setCharAt(i, startsWord ? ' ' : '_');
            }
        }
        return joinWords(words.toString().split(" +"));
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
