package dev.agenticframework.lab;

import dev.agenticframework.runtime.Shell;
import java.util.EnumSet;
import java.util.Set;

/// Makes a failing history smaller: fewer kinds of faults, fewer workflows, fewer actions, as long as the same
/// invariant still does not hold.
public final class Shrinker {
    private final Shell.Engine engine;
    private final boolean forgetfulDisk;
    private final Invariant invariant;

    private Shrinker(Shell.Engine engine, boolean forgetfulDisk, Invariant invariant) {
        this.engine = engine;
        this.forgetfulDisk = forgetfulDisk;
        this.invariant = invariant;
    }

    /// The smallest settings found under which the invariant does not hold.
    ///
    /// @param failing settings under which it does not
    public static Simulation.Settings shrink(
            Simulation.Settings failing, Shell.Engine engine, boolean forgetfulDisk, Invariant invariant) {
        return new Shrinker(engine, forgetfulDisk, invariant).shrink(failing);
    }

    private Simulation.Settings shrink(Simulation.Settings failing) {
        Simulation.Settings smallest = failing;
        for (Fault fault : failing.faults()) {
            Set<Fault> fewer = EnumSet.noneOf(Fault.class);
            fewer.addAll(smallest.faults());
            fewer.remove(fault);
            smallest = smaller(smallest, with(smallest, smallest.workflows(), smallest.actions(), fewer));
        }
        for (int workflows = 1; workflows < smallest.workflows(); workflows++) {
            smallest = smaller(smallest, with(smallest, workflows, smallest.actions(), smallest.faults()));
        }
        for (int cut = smallest.actions() / 2; cut > 0; cut /= 2) {
            while (smallest.actions() > cut) {
                var shorter = with(smallest, smallest.workflows(), smallest.actions() - cut, smallest.faults());
                if (!fails(shorter)) {
                    break;
                }
                smallest = shorter;
            }
        }
        return smallest;
    }

    private static Simulation.Settings with(Simulation.Settings from, int workflows, int actions, Set<Fault> faults) {
        return new Simulation.Settings(from.seed(), workflows, actions, Set.copyOf(faults));
    }

    private Simulation.Settings smaller(Simulation.Settings now, Simulation.Settings candidate) {
        return fails(candidate) ? candidate : now;
    }

    private boolean fails(Simulation.Settings settings) {
        return Simulation.run(settings, engine, forgetfulDisk)
                .violation()
                .filter(violation -> violation.invariant() == invariant)
                .isPresent();
    }
}
