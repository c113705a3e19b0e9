package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Status;
import dev.agenticframework.runtime.Numbers;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one page of a list of workflows. The index of one filter is read from the newest workflow down; the other
/// filters are checked for each row. A page reads a limited number of rows and so takes milliseconds, however rare a
/// combination is: it can have fewer items than requested, and a cursor to continue.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
final class WorkflowListing {
    private static final int MAX_ROWS_SCANNED = 20_000;

    private final Connection connection;
    private final WorkflowQuery query;
    private final long before;
    private final List<Filter> filters = new ArrayList<>();

    private record Filter(String column, String index, long value) {}

    WorkflowListing(Connection connection, WorkflowQuery query, long before) throws SQLException {
        this.connection = connection;
        this.query = query;
        this.before = before;
        query.status()
                .filter(status -> status != Status.COMPLETED)
                .ifPresent(status -> filters.add(new Filter("status", "by_status", status.ordinal())));
        addWord("service", "by_service", query.service());
        addWord("requested_by", "by_requester", query.requestedBy());
        addWord("template", "by_template", query.template());
        addWord("environment", "by_environment", query.environment());
        query.status()
                .filter(status -> status == Status.COMPLETED)
                .ifPresent(status -> filters.add(new Filter("status", "by_status", status.ordinal())));
    }

    private void addWord(String column, String index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            filters.add(new Filter(column, index, Words.find(connection, text.get())));
        }
    }

    Page<WorkflowSummary> page() throws SQLException {
        if (filters.stream().anyMatch(filter -> filter.value() == Words.UNKNOWN)) {
            return new Page<>(List.of(), Optional.empty());
        }
        long from = before;
        if (query.until().isPresent()) {
            from = Math.min(from, Numbers.firstAt(query.until().get()));
        }
        long end = query.since().map(Numbers::firstAt).orElse(0L);
        long scannedTo = scanEnd(from, end);
        var items = items(from, Math.max(end, scannedTo));
        if (items.size() == query.limit()) {
            return new Page<>(items, Optional.of(cursor(items.getLast().id().number())));
        }
        return new Page<>(items, scannedTo > end ? Optional.of(cursor(scannedTo)) : Optional.empty());
    }

    private static String cursor(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }

    /// The smallest number that the index may be read to; 0 or less than `end` for its end.
    private long scanEnd(long from, long end) throws SQLException {
        if (filters.size() < 2) {
            return 0;
        }
        Filter driving = filters.getFirst();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM workflow INDEXED BY "
                + driving.index() + " WHERE " + driving.column()
                + "=? AND id<? AND id>=? ORDER BY id DESC LIMIT 1 OFFSET " + MAX_ROWS_SCANNED)) {
            select.setLong(1, driving.value());
            select.setLong(2, from);
            select.setLong(3, end);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private List<WorkflowSummary> items(long from, long end) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql())) {
            int column = 1;
            for (Filter filter : filters) {
                select.setLong(column++, filter.value());
            }
            select.setLong(column++, from);
            select.setLong(column++, end);
            select.setInt(column, query.limit());
            var items = new ArrayList<WorkflowSummary>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    items.add(WorkflowReader.summary(rows));
                }
            }
            return items;
        }
    }

    private String sql() {
        var sql = new StringBuilder("""
                SELECT w.id, w.status, r.text, t.text, s.text, e.text, w.created_at, w.ended_at FROM (
                SELECT * FROM workflow\s""");
        filters.stream()
                .findFirst()
                .ifPresent(driving -> sql.append("INDEXED BY ").append(driving.index()));
        sql.append(" WHERE ");
        for (Filter filter : filters) {
            sql.append(filter.column()).append("=? AND ");
        }
        return sql.append("""
                id<? AND id>=? ORDER BY id DESC LIMIT ?) w
                JOIN word r ON r.id=w.requested_by JOIN word t ON t.id=w.template
                JOIN word s ON s.id=w.service JOIN word e ON e.id=w.environment ORDER BY w.id DESC""").toString();
    }
}
