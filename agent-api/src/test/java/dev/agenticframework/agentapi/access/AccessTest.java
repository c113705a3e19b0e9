package dev.agenticframework.agentapi.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Access ACCESS = Access.of(
            Map.of(
                    "payments", new Team(List.of("ann", "group:payments"), List.of("orders", "payments-*")),
                    "parcels", new Team(List.of("bob", "ann"), List.of("parcels"))),
            List.of(
                    grant(Role.DEVELOPER, "team:payments", List.of("dev", "staging"), true),
                    grant(Role.APPROVER, "group:sre", List.of("production"), false),
                    grant(Role.OPERATOR, "carl", List.of("production"), true),
                    grant(Role.OPERATOR, "bob", List.of("production"), true),
                    new Grant("p", Role.VIEWER, List.of("*"), List.of("dev"), false, List.of("team:parcels"))));

    private static Grant grant(Role role, String to, List<String> environments, boolean own) {
        return new Grant("agentic.yaml:1", role, List.of(to), environments, own, List.of());
    }

    private static Principal who(String name, String... groups) {
        return new Principal(name, Set.of(groups));
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, READ, true",
        "viewer, SIGNAL, false",
        "viewer, START, false",
        "signaller, SIGNAL, true",
        "signaller, STEER, false",
        "developer, START, true",
        "developer, STEER, true",
        "developer, APPROVE, true",
        "developer, WAIVE, false",
        "developer, OPERATE, true",
        "developer, AUDIT, false",
        "approver, APPROVE, true",
        "approver, WAIVE, true",
        "approver, START, false",
        "operator, OPERATE, true",
        "operator, AUDIT, true",
        "operator, START, false",
        "operator, ADMINISTER, false",
        "admin, ADMINISTER, true",
        "sre, READ, true",
        "sre, START, false",
    })
    void withoutGrantsTheGroupsAreTheRoles(String group, Permission permission, boolean allowed) {
        assertThat(Access.OPEN.allows(who("ann", group), permission, new Scope("orders", "production")))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, '', START, orders, dev, true",
        "ann, '', START, payments-api, staging, true",
        "ann, '', START, orders, production, false",
        // Her other team owns this one, but the grant is to the first team.
        "ann, '', START, parcels, dev, false",
        "eve, payments, START, orders, dev, true",
        // A group that has the name of a role is a group like any other.
        "eve, developer, START, orders, dev, false",
        "eve, developer, READ, orders, dev, false",
        "eve, admin, OPERATE, orders, production, true",
        "grace, sre, APPROVE, orders, production, true",
        "grace, sre, APPROVE, orders, staging, false",
        "grace, sre, START, orders, production, false",
        // The own services of a person are those of their teams.
        "bob, '', OPERATE, parcels, production, true",
        "bob, '', OPERATE, orders, production, false",
        "carl, '', OPERATE, parcels, production, false",
        "dan, '', READ, parcels, dev, true",
        "dan, '', READ, orders, dev, false",
        // What is not known in advance needs a grant for everything.
        "ann, '', START, *, dev, false",
        "ann, '', START, orders, *, false",
        "grace, sre, APPROVE, *, production, true",
        // Work that belongs to no environment.
        "ann, '', START, orders, '', true",
        "ann, '', START, parcels, '', false",
    })
    void grantsDecide(
            String name, String group, Permission permission, String service, String environment, boolean allowed) {
        var principal = group.isEmpty() ? who(name) : who(name, group);

        assertThat(ACCESS.allows(principal, permission, new Scope(service, environment)))
                .isEqualTo(allowed);
    }

    @Test
    void verdictNamesTheGrantOrWhatIsMissing() {
        assertThat(ACCESS.decide(who("ann"), Permission.START, new Scope("orders", "dev"))
                        .reason())
                .isEqualTo("agentic.yaml:1 allows it: developer for team:payments in dev, staging, for their own"
                        + " services.");
        assertThat(ACCESS.decide(who("ann"), Permission.OPERATE, new Scope("orders", "production"))
                        .reason())
                .isEqualTo("No grant in agentic.yaml gives 'ann' the permission 'operate' for 'orders' in"
                        + " 'production'.");
    }

    @Test
    void nameThatLooksLikeAGroupOrATeamIsOnlyAName() {
        assertThat(ACCESS.allows(who("group:sre"), Permission.APPROVE, new Scope("orders", "production")))
                .isFalse();
        assertThat(ACCESS.allows(who("team:payments"), Permission.START, new Scope("orders", "dev")))
                .isFalse();
    }

    @Test
    void rolesAreThoseThatSomeoneHasSomewhere() {
        assertThat(ACCESS.roles(who("ann", "sre"))).containsExactly(Role.VIEWER, Role.DEVELOPER, Role.APPROVER);
        assertThat(Access.OPEN.roles(who("ann", "sre", "operator"))).containsExactly(Role.OPERATOR);
    }
}
