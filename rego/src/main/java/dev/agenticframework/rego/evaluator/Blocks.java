package dev.agenticframework.rego.evaluator;

/// Sequences of checks, all of which must hold.
public final class Blocks {
    private Blocks() {}

    static final class One extends Step {
        private final Check check;
        private final Step next;

        One(Check check, Step next) {
            this.check = check;
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            return !check.holds(frame) || next.run(frame);
        }
    }

    static final class Two extends Step {
        private final Check first;
        private final Check second;
        private final Step next;

        Two(Check first, Check second, Step next) {
            this.first = first;
            this.second = second;
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            return !first.holds(frame) || !second.holds(frame) || next.run(frame);
        }
    }

    static final class Several extends Step {
        private final Check[] checks;
        private final Step next;

        Several(Check[] checks, Step next) {
            this.checks = checks;
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            for (Check check : checks) {
                if (!check.holds(frame)) {
                    return true;
                }
            }
            return next.run(frame);
        }
    }

    public static final class Both extends Check {
        private final Check first;
        private final Check second;

        public Both(Check first, Check second) {
            this.first = first;
            this.second = second;
        }

        @Override
        boolean holds(Frame frame) {
            return first.holds(frame) && second.holds(frame);
        }
    }

    public static final class Either extends Check {
        private final Check first;
        private final Check second;

        public Either(Check first, Check second) {
            this.first = first;
            this.second = second;
        }

        @Override
        boolean holds(Frame frame) {
            return first.holds(frame) || second.holds(frame);
        }
    }
}
