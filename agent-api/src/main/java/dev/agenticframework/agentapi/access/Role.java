package dev.agenticframework.agentapi.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A set of permissions with a name. This table is the only one.
public enum Role {
    VIEWER,
    SIGNALLER,
    DEVELOPER,
    APPROVER,
    OPERATOR,
    ADMIN;

    private Set<Permission> permissions() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Permission.READ);
            case SIGNALLER -> EnumSet.of(Permission.READ, Permission.SIGNAL);
            case DEVELOPER ->
                EnumSet.of(
                        Permission.READ,
                        Permission.SIGNAL,
                        Permission.START,
                        Permission.STEER,
                        Permission.APPROVE,
                        Permission.OPERATE);
            case APPROVER -> EnumSet.of(Permission.READ, Permission.APPROVE, Permission.WAIVE);
            case OPERATOR ->
                EnumSet.of(
                        Permission.READ,
                        Permission.SIGNAL,
                        Permission.STEER,
                        Permission.APPROVE,
                        Permission.OPERATE,
                        Permission.AUDIT);
            case ADMIN -> EnumSet.allOf(Permission.class);
        };
    }

    /// Whether the role includes a permission.
    public boolean has(Permission permission) {
        return permissions().contains(permission);
    }

    /// The role of a name, such as `viewer`; empty when there is none.
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(name))
                .findFirst();
    }

    /// The roles that include a permission.
    public static List<Role> with(Permission permission) {
        return Arrays.stream(values()).filter(role -> role.has(permission)).toList();
    }

    /// The name as people write it, such as `viewer`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
