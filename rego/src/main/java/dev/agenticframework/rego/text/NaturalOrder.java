package dev.agenticframework.rego.text;

import java.util.Comparator;

/// The order of keys in YAML: digits by the number that they form, letters after everything else.
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int same = 0;
        while (same < a.length && same < b.length && a[same] == b[same]) {
            same++;
        }
        if (same == a.length || same == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean letterLeft = Character.isLetter(a[same]);
        boolean letterRight = Character.isLetter(b[same]);
        if (letterLeft && letterRight) {
            return Integer.compare(a[same], b[same]);
        }
        if (letterLeft || letterRight) {
            // A number that ends here is smaller than a longer one.
            boolean behindDigits = same > 0 && Character.isDigit(a[same - 1]);
            return letterLeft == behindDigits ? -1 : 1;
        }
        return numbers(a, b, same);
    }

    private static int numbers(int[] a, int[] b, int from) {
        int start = from;
        while (start > 0 && Character.isDigit(a[start - 1])) {
            start--;
        }
        String left = digits(a, start);
        String right = digits(b, start);
        int byValue = new java.math.BigInteger("0" + left).compareTo(new java.math.BigInteger("0" + right));
        if (byValue != 0 && left.length() > from - start && right.length() > from - start) {
            return byValue;
        }
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : Integer.compare(a[from], b[from]);
    }

    private static String digits(int[] text, int from) {
        StringBuilder digits = new StringBuilder();
        for (int i = from; i < text.length && Character.isDigit(text[i]); i++) {
            digits.append(Character.digit(text[i], 10));
        }
        return digits.toString();
    }
}
