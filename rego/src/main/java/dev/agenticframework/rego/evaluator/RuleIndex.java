package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the rules of a group that may hold, by the constants that they compare the input or their operands with.
public final class RuleIndex {
    private final Node root;

    private RuleIndex(Node root) {
        this.root = root;
    }

    /// A decision on one value, or the positions of the remaining rules.
    private sealed interface Node {
        record Leaf(List<Integer> rules) implements Node {}

        record Branch(IndexSource source, Map<Value, Node> byValue, Node otherwise) implements Node {}
    }

    /// Creates the index.
    ///
    /// @param wanted the conditions of each rule: the constants that a source must be one of
    public static RuleIndex of(List<Map<IndexSource, List<Value>>> wanted) {
        List<Integer> all =
                java.util.stream.IntStream.range(0, wanted.size()).boxed().toList();
        return new RuleIndex(new Growth(wanted).node(all, 0));
    }

    /// Returns the positions of the rules to try, in order.
    List<Integer> select(World world, Value[] operands) {
        Node node = root;
        while (node instanceof Node.Branch branch) {
            Value value = branch.source().value(world, operands);
            Node next = value == null ? null : branch.byValue().get(value);
            node = next == null ? branch.otherwise() : next;
        }
        return ((Node.Leaf) node).rules();
    }

    private static final class Growth {
        /// The number of rules from which a decision pays off.
        private static final int MIN_RULES = 3;

        private static final int MAX_DEPTH = 4;
        private static final int MAX_NODES = 20_000;

        private final List<Map<IndexSource, List<Value>>> wanted;
        private int nodes;

        Growth(List<Map<IndexSource, List<Value>>> wanted) {
            this.wanted = wanted;
        }

        Node node(List<Integer> rules, int depth) {
            nodes++;
            IndexSource best = rules.size() < MIN_RULES || depth == MAX_DEPTH || nodes > MAX_NODES ? null : best(rules);
            return best == null ? new Node.Leaf(rules) : branch(best, rules, depth);
        }

        private Node branch(IndexSource source, List<Integer> rules, int depth) {
            Map<Value, Node> byValue = new HashMap<>();
            for (int rule : rules) {
                for (Value value : conditions(rule).getOrDefault(source, List.of())) {
                    byValue.computeIfAbsent(
                            value,
                            v -> node(
                                    rules.stream()
                                            .filter(r -> accepts(r, source, v))
                                            .toList(),
                                    depth + 1));
                }
            }
            List<Integer> indifferent = rules.stream()
                    .filter(r -> !conditions(r).containsKey(source))
                    .toList();
            return new Node.Branch(source, byValue, node(indifferent, depth + 1));
        }

        private Map<IndexSource, List<Value>> conditions(int rule) {
            return wanted.get(rule);
        }

        private boolean accepts(int rule, IndexSource source, Value value) {
            List<Value> values = conditions(rule).get(source);
            return values == null || values.contains(value);
        }

        // The source that separates most rules.
        private @Nullable IndexSource best(List<Integer> rules) {
            Map<IndexSource, Integer> uses = new HashMap<>();
            rules.forEach(rule -> conditions(rule).keySet().forEach(source -> uses.merge(source, 1, Integer::sum)));
            return uses.entrySet().stream()
                    .filter(use -> tellsApart(use.getKey(), rules))
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }

        private boolean tellsApart(IndexSource source, List<Integer> rules) {
            List<Value> first = conditions(rules.getFirst()).get(source);
            return rules.stream().anyMatch(rule -> {
                List<Value> values = conditions(rule).get(source);
                return values == null ? first != null : !values.equals(first);
            });
        }
    }
}
