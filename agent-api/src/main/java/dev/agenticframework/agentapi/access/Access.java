package dev.agenticframework.agentapi.access;

import dev.agenticframework.engine.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides who may do what.
///
/// Without grants in the configuration, the groups of a token are its roles: a group that has the name of a role gives
/// that role everywhere, and every valid token may read. With grants, nothing is allowed that no grant allows. In both
/// cases the group `admin` may do everything.
///
/// @param limited whether the configuration has grants
/// @param teams by name
public record Access(boolean limited, Map<String, Team> teams, List<Grant> grants) {
    /// The access of an installation whose configuration does not limit it.
    public static final Access OPEN = new Access(false, Map.of(), List.of());

    private static final String GROUP = "group:";
    private static final String TEAM = "team:";

    public Access {
        teams = Map.copyOf(teams);
        grants = List.copyOf(grants);
    }

    /// The access that a configuration with teams and grants gives.
    public static Access of(Map<String, Team> teams, List<Grant> grants) {
        return new Access(true, teams, grants);
    }

    /// Decides whether someone may do something with a service in an environment.
    public Verdict decide(Principal who, Permission permission, Scope scope) {
        if (isAdmin(who)) {
            return new Verdict(true, "The group 'admin' may do everything.");
        }
        return limited ? granted(who, permission, scope) : ofGroups(who, permission);
    }

    /// Whether someone may do something with a service in an environment.
    public boolean allows(Principal who, Permission permission, Scope scope) {
        return decide(who, permission, scope).allowed();
    }

    /// Whether someone may do something with any service in any environment.
    public boolean allowsSomewhere(Principal who, Permission permission) {
        if (!limited || isAdmin(who)) {
            return allows(who, permission, Scope.EVERYTHING);
        }
        return grants.stream()
                .anyMatch(grant ->
                        grant.role().has(permission) && grant.to().stream().anyMatch(to -> addresses(to, who)));
    }

    /// The roles that someone has somewhere.
    public Set<Role> roles(Principal who) {
        var ofGroups = who.groups().stream().flatMap(group -> Role.named(group).stream());
        var all = limited
                ? Stream.concat(
                        ofGroups.filter(role -> role == Role.ADMIN),
                        grants.stream()
                                .filter(grant -> grant.to().stream().anyMatch(to -> addresses(to, who)))
                                .map(Grant::role))
                : ofGroups;
        return all.collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAdmin(Principal who) {
        return who.groups().contains(Role.ADMIN.toString());
    }

    private static Verdict ofGroups(Principal who, Permission permission) {
        Optional<String> group = who.groups().stream()
                .filter(one ->
                        Role.named(one).filter(role -> role.has(permission)).isPresent())
                .sorted()
                .findFirst();
        if (group.isPresent()) {
            return new Verdict(true, "The group '" + group.get() + "' gives this permission everywhere.");
        }
        return permission == Permission.READ
                ? new Verdict(true, "Every valid token may read, because agentic.yaml has no 'access'.")
                : new Verdict(
                        false,
                        "None of the groups of '" + who.name() + "' gives the permission '" + permission + "', which "
                                + String.join(", ", names(permission)) + " have.");
    }

    private Verdict granted(Principal who, Permission permission, Scope scope) {
        return grants.stream()
                .filter(grant -> grant.role().has(permission))
                .filter(grant -> grant.coversEnvironment(scope.environment()))
                .filter(grant -> grant.to().stream()
                        .anyMatch(to -> addresses(to, who) && coversService(grant, to, who, scope.service())))
                .findFirst()
                .map(grant -> new Verdict(true, grant.place() + " allows it: " + grant.words() + "."))
                .orElseGet(() -> new Verdict(
                        false,
                        "No grant in agentic.yaml gives '" + who.name() + "' the permission '" + permission + "' for "
                                + scope + "."));
    }

    private boolean addresses(String to, Principal who) {
        if (to.startsWith(TEAM)) {
            return isMember(who, to.substring(TEAM.length()));
        }
        return to.equals(Scope.ANY) || isNamed(to, who);
    }

    private static boolean isNamed(String name, Principal who) {
        return name.startsWith(GROUP) ? who.groups().contains(name.substring(GROUP.length())) : name.equals(who.name());
    }

    private boolean isMember(Principal who, String team) {
        var found = teams.get(team);
        return found != null && found.members().stream().anyMatch(member -> isNamed(member, who));
    }

    private boolean coversService(Grant grant, String to, Principal who, String service) {
        if (!grant.own() && grant.services().isEmpty()) {
            return true;
        }
        if (service.equals(Scope.ANY)) {
            return grant.services().contains(Scope.ANY);
        }
        boolean owned = grant.own() && owners(to, who).anyMatch(team -> team.owns(service));
        return owned || grant.services().stream().anyMatch(named -> named(named, service));
    }

    /// The teams whose services are the own ones of a grantee.
    private Stream<Team> owners(String to, Principal who) {
        return teams.entrySet().stream()
                .filter(team -> to.startsWith(TEAM) ? to.equals(TEAM + team.getKey()) : isMember(who, team.getKey()))
                .map(Map.Entry::getValue);
    }

    private boolean named(String named, String service) {
        if (named.startsWith(TEAM)) {
            var team = teams.get(named.substring(TEAM.length()));
            return team != null && team.owns(service);
        }
        return Team.matches(named, service);
    }

    private static List<String> names(Permission permission) {
        return Role.with(permission).stream().map(Role::toString).toList();
    }
}
