package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FileTree;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Measures rendering of the whole template in memory: `RenderingBenchmark TEMPLATES LANGUAGE [RENDERINGS]`. Prints the
/// first rendering's time apart: it parses the template.
final class RenderingBenchmark {
    private static final int WARM_UP = 50;

    private RenderingBenchmark() {}

    public static void main(String[] arguments) {
        long loading = System.nanoTime();
        TemplateCatalog catalog = TemplateCatalog.load(List.of(Path.of(arguments[0])));
        System.out.printf("load   %8.2f ms%n", millisecondsSince(loading));
        long first = System.nanoTime();
        FileTree tree = ShippedTemplatesTest.rendered(catalog, arguments[1], "postgresql");
        System.out.printf(
                "first  %8.2f ms (%d files, %d bytes)%n",
                millisecondsSince(first), tree.entries().size(), tree.size());
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        double[] times = new double[count];
        for (int i = -WARM_UP; i < count; i++) {
            long start = System.nanoTime();
            ShippedTemplatesTest.rendered(catalog, arguments[1], "postgresql");
            times[Math.max(i, 0)] = millisecondsSince(start);
        }
        double total = Arrays.stream(times).sum();
        Arrays.sort(times);
        System.out.printf(
                "p50    %8.2f ms%np99    %8.2f ms%nrate   %8.0f /s%n",
                times[count / 2], times[count * 99 / 100], count / total * 1000);
    }

    private static double millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
