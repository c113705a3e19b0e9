package dev.agenticframework.app.configuration;

import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.access.Grant;
import dev.agenticframework.agentapi.access.Role;
import dev.agenticframework.agentapi.access.Team;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads the section `access` of a file that matches the schema.
final class AccessSection {
    private static final String POINTER = "/access";
    private static final String GROUP = "group:";
    private static final String TEAM = "team:";
    private static final String OWN = "own";

    private final Document document;
    private final Environments environments;
    private final List<Problem> problems = new ArrayList<>();

    AccessSection(Document document, Environments environments) {
        this.document = document;
        this.environments = environments;
    }

    /// What was found wrong by [#access].
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Access access() {
        JsonNode section = document.json().at(POINTER);
        if (!section.isObject()) {
            return Access.OPEN;
        }
        Map<String, Team> teams = teams(section.path("teams"));
        var grants = new ArrayList<Grant>();
        JsonNode given = section.path("grants");
        for (int i = 0; i < given.size(); i++) {
            grants.add(grant(POINTER + "/grants/" + i, given.get(i), teams));
        }
        return Access.of(teams, grants);
    }

    private static Map<String, Team> teams(JsonNode given) {
        var teams = new LinkedHashMap<String, Team>();
        given.properties()
                .forEach(team -> teams.put(
                        team.getKey(),
                        new Team(
                                texts(team.getValue().path("members")),
                                texts(team.getValue().path("services")))));
        return teams;
    }

    private Grant grant(String pointer, JsonNode given, Map<String, Team> teams) {
        List<String> to = texts(given.path("to"));
        List<String> where = texts(given.path("environments"));
        List<String> services = texts(given.path("services"));
        for (int i = 0; i < to.size(); i++) {
            requireTeam(pointer + "/to/" + i, to.get(i), teams);
            requireName(pointer + "/to/" + i, to.get(i));
        }
        for (int i = 0; i < services.size(); i++) {
            requireTeam(pointer + "/services/" + i, services.get(i), teams);
        }
        for (int i = 0; i < where.size(); i++) {
            requireEnvironment(pointer + "/environments/" + i, where.get(i));
        }
        return new Grant(
                document.place(pointer).toString(),
                Role.named(given.path("role").asString()).orElseThrow(),
                to,
                where,
                given.path("services").asString("").equals(OWN),
                services);
    }

    private void requireTeam(String pointer, String name, Map<String, Team> teams) {
        if (name.startsWith(TEAM) && !teams.containsKey(name.substring(TEAM.length()))) {
            problems.add(new Problem(
                    document.place(pointer),
                    "No team is named '" + name.substring(TEAM.length()) + "'.",
                    teams.isEmpty()
                            ? "Add it to access.teams."
                            : "Use one of: " + String.join(", ", teams.keySet()) + "; or add it to access.teams."));
        }
    }

    private void requireName(String pointer, String name) {
        if (name.equals(GROUP)) {
            problems.add(new Problem(document.place(pointer), "The group has no name.", "Write group: and its name."));
        }
    }

    private void requireEnvironment(String pointer, String name) {
        if (environments.find(name).isEmpty()) {
            problems.add(new Problem(
                    document.place(pointer),
                    "No environment is named '" + name + "'.",
                    "Use one of: " + String.join(", ", environments.names()) + "."));
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.isArray() ? list.valueStream().map(JsonNode::asString).toList() : List.of();
    }
}
